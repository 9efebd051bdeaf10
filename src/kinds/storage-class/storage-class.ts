import type {Kind} from '../kind.ts';
import {describeStorageClass} from './describe.ts';
import {storageClassItem} from './short-item.ts';

export const storageClass = {
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  kind: 'StorageClass',
  group: 'storage.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: false,
  isWritable: false,
  isOf: () => true,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeStorageClass(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: storageClassItem,
} as const satisfies Kind;
