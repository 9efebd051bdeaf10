import type {Kind} from '../kind.ts';
import {describeEndpoints} from './describe.ts';
import {endpointsItem} from './short-item.ts';

export const endpoints = {
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  kind: 'Endpoints',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: false,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeEndpoints(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: endpointsItem,
} as const satisfies Kind;
