import {selectorText} from '../selector-text.ts';
import type {Kind} from '../kind.ts';
import {describeReplicaSet} from './describe.ts';
import {replicaSetFields} from './fields.ts';
import {replicaSetItem} from './short-item.ts';

export const replicaSet = {
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  kind: 'ReplicaSet',
  group: 'apps',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  // a Deployment keeps one for each of its last revisions
  mostObjects: 60,
  fields: replicaSetFields,
  hasPods: true,
  isScaled: true,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {list, events, now}) => {
    const pods = await list('pods', {label: selectorText(object)});
    return describeReplicaSet(object, {pods, events: await events(), now});
  },
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: replicaSetItem,
} as const satisfies Kind;
