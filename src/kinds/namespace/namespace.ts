import type {Kind} from '../kind.ts';
import {describeNamespace} from './describe.ts';
import {namespaceItem} from './short-item.ts';

/** Of these a learner sees their own, under the names that they gave them. */
export const namespace = {
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  kind: 'Namespace',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: false,
  isWritable: false,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => Promise.resolve(describeNamespace(object)),
  isAwaited: false,
  shortItem: namespaceItem,
} as const satisfies Kind;
