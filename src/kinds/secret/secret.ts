import type {Kind} from '../kind.ts';
import {describeSecret} from './describe.ts';
import {secretFields} from './fields.ts';
import {isTokenName} from './secret-name.ts';
import {secretItem} from './short-item.ts';
import {withEncodedTexts, withSizes} from './values.ts';

export const secret = {
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  kind: 'Secret',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  // up to v1.23 the cluster makes one for each ServiceAccount besides
  mostObjects: 20,
  fields: secretFields,
  asStored: withEncodedTexts,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  // nobody but the learner reads them
  isWatched: false,
  withoutValues: withSizes,
  isReserved: isTokenName,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object) => describeSecret(object),
  isAwaited: false,
  shortItem: secretItem,
} as const satisfies Kind;
