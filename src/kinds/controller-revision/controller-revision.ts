import type {Kind} from '../kind.ts';
import {controllerRevisionItem} from './short-item.ts';

export const controllerRevision = {
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  kind: 'ControllerRevision',
  group: 'apps',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: false,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: false,
  isAwaited: false,
  // a part of its owner
  podSpecAt: ['data', 'spec', 'template', 'spec'],
  shortItem: controllerRevisionItem,
} as const satisfies Kind;
