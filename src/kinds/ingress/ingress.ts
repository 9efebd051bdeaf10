import type {Kind} from '../kind.ts';
import {describeIngress} from './describe.ts';
import {ingressFields} from './fields.ts';
import {ingressItem} from './short-item.ts';

export const ingress = {
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  kind: 'Ingress',
  group: 'networking.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 10,
  fields: ingressFields,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: false,
  isDescribed: true,
  describe: describeIngress,
  isAwaited: true,
  shortItem: ingressItem,
} as const satisfies Kind;
