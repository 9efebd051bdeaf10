import {ownIngressClass} from '../ingress/own-class.ts';
import type {Kind} from '../kind.ts';
import {describeIngressClass} from './describe.ts';
import {ingressClassItem} from './short-item.ts';

export const ingressClass = {
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  kind: 'IngressClass',
  group: 'networking.k8s.io',
  version: 'v1',
  categories: [],
  isNamespaced: false,
  isWritable: false,
  isOf: ({metadata}) => metadata.name === ownIngressClass,
  hasPods: false,
  isScaled: false,
  isRolledOut: false,
  isLabelled: false,
  isWatched: false,
  keepsVersions: false,
  isDescribed: true,
  describe: async (object, {events, now}) => describeIngressClass(object, {events: await events(), now}),
  isAwaited: false,
  shortItem: ingressClassItem,
} as const satisfies Kind;
