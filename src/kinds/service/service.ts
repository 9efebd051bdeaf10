import type {Kind} from '../kind.ts';
import {describeService} from './describe.ts';
import {serviceFields} from './fields.ts';
import {serviceItem} from './short-item.ts';

export const service = {
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  kind: 'Service',
  group: '',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: serviceFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {slicesOf, events, now}) => {
    const slices = await slicesOf(object.metadata.name);
    return describeService(object, {slices, events: await events(), now});
  },
  isAwaited: true,
  shortItem: serviceItem,
} as const satisfies Kind;
