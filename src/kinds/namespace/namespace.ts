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
  isLabelled: true,
  mostLabels: 20,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {list}) =>
    describeNamespace(object, {quotas: await list('resourcequotas', {}), limits: await list('limitranges', {})}),
  isAwaited: false,
  shortItem: namespaceItem,
} as const satisfies Kind;
