import type {Kind} from '../kind.ts';
import {describeRole} from './describe.ts';
import {roleFields} from './fields.ts';
import {roleItem} from './short-item.ts';

export const role = {
  plural: 'roles',
  singular: 'role',
  shortNames: [],
  kind: 'Role',
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 20,
  fields: roleFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => describeRole(object),
  isAwaited: false,
  shortItem: roleItem,
} as const satisfies Kind;
