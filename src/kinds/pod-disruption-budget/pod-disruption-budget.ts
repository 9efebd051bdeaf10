import type {Kind} from '../kind.ts';
import {describePodDisruptionBudget} from './describe.ts';
import {podDisruptionBudgetFields} from './fields.ts';
import {podDisruptionBudgetItem} from './short-item.ts';

export const podDisruptionBudget = {
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  kind: 'PodDisruptionBudget',
  group: 'policy',
  // servers before v1.21 have it in v1beta1
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: podDisruptionBudgetFields,
  // it has none of its own
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describePodDisruptionBudget(object, {events: await events(), now}),
  isAwaited: true,
  shortItem: podDisruptionBudgetItem,
} as const satisfies Kind;
