import type {Kind} from '../kind.ts';
import {describeEndpointSlice} from './describe.ts';
import {endpointSliceItem} from './short-item.ts';

export const endpointSlice = {
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: false,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeEndpointSlice(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: endpointSliceItem,
} as const satisfies Kind;
