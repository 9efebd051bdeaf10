import type {Kind} from '../kind.ts';
import {describePod} from './describe.ts';
import {podFields} from './fields.ts';
import {podItem} from './short-item.ts';

export const pod = {
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  kind: 'Pod',
  group: '',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 'as its nodes have room for',
  fields: podFields,
  hasPods: true,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describePod(object, {events: await events(), now}),
  isAwaited: true,
  podSpecAt: ['spec'],
  shortItem: podItem,
} as const satisfies Kind;
