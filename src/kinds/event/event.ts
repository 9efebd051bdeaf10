import type {Kind} from '../kind.ts';
import {eventItem} from './short-item.ts';

export const event = {
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  kind: 'Event',
  group: '',
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
  shortItem: eventItem,
} as const satisfies Kind;
