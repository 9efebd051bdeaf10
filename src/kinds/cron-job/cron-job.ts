import type {Kind} from '../kind.ts';
import {describeCronJob} from './describe.ts';
import {cronJobFields} from './fields.ts';
import {cronJobItem} from './short-item.ts';

export const cronJob = {
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  kind: 'CronJob',
  group: 'batch',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 5,
  fields: cronJobFields,
  // its Jobs have them
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeCronJob(object, {events: await events(), now}),
  isAwaited: true,
  podSpecAt: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  shortItem: cronJobItem,
} as const satisfies Kind;
