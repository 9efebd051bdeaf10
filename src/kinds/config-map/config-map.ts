import type {Kind} from '../kind.ts';
import {describeConfigMap} from './describe.ts';
import {configMapFields} from './fields.ts';
import {configMapItem} from './short-item.ts';

export const configMap = {
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  kind: 'ConfigMap',
  group: '',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 20,
  fields: configMapFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeConfigMap(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: configMapItem,
} as const satisfies Kind;
