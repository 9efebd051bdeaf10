import type {Kind} from '../kind.ts';
import {describeLimitRange} from './describe.ts';
import {limitRangeFields} from './fields.ts';
import {ownLimitsName, ownLimitsPattern} from './own-limits.ts';
import {limitRangeItem} from './short-item.ts';

export const limitRange = {
  plural: 'limitranges',
  singular: 'limitrange',
  shortNames: ['limits'],
  kind: 'LimitRange',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 5,
  fields: limitRangeFields,
  heldBy: ownLimitsPattern,
  isReserved: (name: string) => name === ownLimitsName,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => Promise.resolve(describeLimitRange(object)),
  isAwaited: false,
  shortItem: limitRangeItem,
} as const satisfies Kind;
