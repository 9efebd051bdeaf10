import type {Kind} from '../kind.ts';
import {describeServiceAccount} from './describe.ts';
import {serviceAccountFields} from './fields.ts';
import {isKeptAccount} from './kept-accounts.ts';
import {serviceAccountItem} from './short-item.ts';

export const serviceAccount = {
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  kind: 'ServiceAccount',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  // with `default` and `learner`; a further namespace gets its share
  mostObjects: 24,
  fields: serviceAccountFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  isReserved: isKeptAccount,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeServiceAccount(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: serviceAccountItem,
} as const satisfies Kind;
