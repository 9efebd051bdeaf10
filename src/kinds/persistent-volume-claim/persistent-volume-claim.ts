import type {Kind} from '../kind.ts';
import {describePersistentVolumeClaim} from './describe.ts';
import {persistentVolumeClaimFields} from './fields.ts';
import {persistentVolumeClaimItem} from './short-item.ts';

export const persistentVolumeClaim = {
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  kind: 'PersistentVolumeClaim',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: persistentVolumeClaimFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {list, events, now}) => {
    const pods = await list('pods', {});
    return describePersistentVolumeClaim(object, {pods, events: await events(), now});
  },
  isAwaited: true,
  shortItem: persistentVolumeClaimItem,
} as const satisfies Kind;
