import {selectorText} from '../selector-text.ts';
import type {Kind} from '../kind.ts';
import {readReplicaSetRevision} from '../replica-set/revision.ts';
import {describeDeployment} from './describe.ts';
import {deploymentFields} from './fields.ts';
import {deploymentRolloutStatus} from './rollout-status.ts';
import {deploymentItem} from './short-item.ts';

export const deployment = {
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  kind: 'Deployment',
  group: 'apps',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: deploymentFields,
  hasPods: true,
  isScaled: true,
  isRolledOut: true,
  rolloutStatus: deploymentRolloutStatus,
  revisionsIn: 'replicasets',
  readRevision: readReplicaSetRevision,
  canPause: true,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: true,
  isDescribed: true,
  describe: async (object, {list, events, now}) => {
    const replicaSets = await list('replicasets', {label: selectorText(object)});
    return describeDeployment(object, {replicaSets, events: await events(), now});
  },
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: deploymentItem,
} as const satisfies Kind;
