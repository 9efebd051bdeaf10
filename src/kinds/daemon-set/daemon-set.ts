import {readControllerRevision} from '../controller-revision/revision.ts';
import {selectorText} from '../selector-text.ts';
import type {Kind} from '../kind.ts';
import {describeDaemonSet} from './describe.ts';
import {daemonSetFields} from './fields.ts';
import {daemonSetLacksPods} from './lacks-pods.ts';
import {daemonSetRolloutStatus} from './rollout-status.ts';
import {daemonSetItem} from './short-item.ts';

export const daemonSet = {
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  kind: 'DaemonSet',
  group: 'apps',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 5,
  fields: daemonSetFields,
  hasPods: true,
  lacksPods: daemonSetLacksPods,
  isScaled: false,
  isRolledOut: true,
  rolloutStatus: daemonSetRolloutStatus,
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
    return describeDaemonSet(object, {pods, events: await events(), now});
  },
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: daemonSetItem,
} as const satisfies Kind;
