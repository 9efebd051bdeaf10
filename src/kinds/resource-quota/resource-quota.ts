import type {Kind} from '../kind.ts';
import {describeResourceQuota} from './describe.ts';
import {resourceQuotaFields} from './fields.ts';
import {ownQuotaName, ownQuotaPattern} from './own-quota.ts';
import {resourceQuotaItem} from './short-item.ts';

export const resourceQuota = {
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  kind: 'ResourceQuota',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  // the API server counts what is made in each of them
  mostObjects: 5,
  fields: resourceQuotaFields,
  heldBy: ownQuotaPattern,
  isReserved: (name: string) => name === ownQuotaName,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => Promise.resolve(describeResourceQuota(object)),
  isAwaited: false,
  shortItem: resourceQuotaItem,
} as const satisfies Kind;
