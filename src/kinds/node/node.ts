import type {Kind} from '../kind.ts';
import {describeNode} from './describe.ts';
import {nodeItem} from './short-item.ts';

export const node = {
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  kind: 'Node',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: false,
  isWritable: false,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  // all read the objects of nodes
  mostLabels: 10,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {list, leaseOf, events, now}) => {
    const {name} = object.metadata;
    const pods = await list('pods', {field: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`});
    const lease = await leaseOf(name);
    return describeNode(object, {lease, pods, events: await events(), now});
  },
  isAwaited: false,
  shortItem: nodeItem,
} as const satisfies Kind;
