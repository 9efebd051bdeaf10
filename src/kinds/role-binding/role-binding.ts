import type {Kind} from '../kind.ts';
import {describeRoleBinding} from './describe.ts';
import {roleBindingFields} from './fields.ts';
import {isKeptBinding} from './kept-bindings.ts';
import {roleBindingItem} from './short-item.ts';

export const roleBinding = {
  plural: 'rolebindings',
  singular: 'rolebinding',
  shortNames: [],
  kind: 'RoleBinding',
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  // with the two by which the sandbox works; a further namespace gets its share
  mostObjects: 24,
  fields: roleBindingFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  isReserved: isKeptBinding,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => describeRoleBinding(object),
  isAwaited: false,
  shortItem: roleBindingItem,
} as const satisfies Kind;
