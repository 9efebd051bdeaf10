import type {Kind} from '../kind.ts';
import {describePersistentVolume} from './describe.ts';
import {persistentVolumeSchema} from './schema.ts';
import {persistentVolumeItem} from './short-item.ts';

export const persistentVolume = {
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  kind: 'PersistentVolume',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: false,
  isWritable: false,
  // what others keep is theirs to see
  isOf: (object, namespace) => persistentVolumeSchema.safeParse(object).data?.spec.claimRef?.namespace === namespace,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describePersistentVolume(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: persistentVolumeItem,
} as const satisfies Kind;
