import type {Kind} from '../kind.ts';
import {describeJob} from './describe.ts';
import {jobFields} from './fields.ts';
import {jobLacksPods} from './lacks-pods.ts';
import {jobItem} from './short-item.ts';

export const job = {
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  kind: 'Job',
  group: 'batch',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 20,
  fields: jobFields,
  hasPods: true,
  lacksPods: jobLacksPods,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeJob(object, {events: await events(), now}),
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: jobItem,
} as const satisfies Kind;
