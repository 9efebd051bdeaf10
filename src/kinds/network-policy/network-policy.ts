import type {Kind} from '../kind.ts';
import {describeNetworkPolicy} from './describe.ts';
import {networkPolicyFields} from './fields.ts';
import {isOwnPolicy, ownPolicyPattern} from './own-policies.ts';
import {networkPolicyItem} from './short-item.ts';

export const networkPolicy = {
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: networkPolicyFields,
  heldBy: ownPolicyPattern,
  isReserved: isOwnPolicy,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => Promise.resolve(describeNetworkPolicy(object)),
  isAwaited: false,
  shortItem: networkPolicyItem,
} as const satisfies Kind;
