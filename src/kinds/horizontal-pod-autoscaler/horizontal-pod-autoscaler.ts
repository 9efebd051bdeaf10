import type {Kind} from '../kind.ts';
import {describeHorizontalPodAutoscaler} from './describe.ts';
import {horizontalPodAutoscalerFields} from './fields.ts';
import {horizontalPodAutoscalerItem} from './short-item.ts';

export const horizontalPodAutoscaler = {
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  // servers before v1.23 have the same fields in v2beta2
  version: 'v2',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: horizontalPodAutoscalerFields,
  // its target has them
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeHorizontalPodAutoscaler(object, {events: await events(), now}),
  isAwaited: true,
  shortItem: horizontalPodAutoscalerItem,
} as const satisfies Kind;
