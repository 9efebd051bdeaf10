import {readControllerRevision} from '../controller-revision/revision.ts';
import {selectorText} from '../selector-text.ts';
import type {Kind} from '../kind.ts';
import {describeStatefulSet} from './describe.ts';
import {statefulSetFields} from './fields.ts';
import {statefulSetLacksPods} from './lacks-pods.ts';
import {statefulSetRolloutStatus} from './rollout-status.ts';
import {statefulSetItem} from './short-item.ts';

export const statefulSet = {
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  kind: 'StatefulSet',
  group: 'apps',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 5,
  fields: statefulSetFields,
  hasPods: true,
  lacksPods: statefulSetLacksPods,
  isScaled: true,
  isRolledOut: true,
  rolloutStatus: statefulSetRolloutStatus,
  revisionsIn: 'controllerrevisions',
  readRevision: readControllerRevision,
  canPause: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: true,
  isDescribed: true,
  describe: async (object, {list, events, now}) => {
    const pods = await list('pods', {label: selectorText(object)});
    return describeStatefulSet(object, {pods, events: await events(), now});
  },
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  claimTemplatesAt: ['spec', 'volumeClaimTemplates'],
  shortItem: statefulSetItem,
} as const satisfies Kind;
