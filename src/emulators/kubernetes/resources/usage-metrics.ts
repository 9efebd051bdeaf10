import type {KubeObject} from '../objects/kube-object.ts';
import {kind, list, map, object, quantity, string, time} from '../schema/schema.ts';
import {defineType} from './resource-type.ts';

type Usage = Record<string, string>;

/** What a Pod's containers use. It is worked out when it is asked for, and stored nowhere. */
export interface PodMetrics extends KubeObject {
  timestamp: string;
  window: string;
  containers: {name: string; usage: Usage}[];
}

/** What a node's Pods use, and the node itself. */
export interface NodeMetrics extends KubeObject {
  timestamp: string;
  window: string;
  usage: Usage;
}

const usage = map(quantity);
const served = {group: 'metrics.k8s.io', version: 'v1beta1', singular: '', verbs: ['get', 'list']} as const;

/** @see https://github.com/kubernetes/metrics */
export const podMetrics = defineType<PodMetrics>({
  ...served,
  plural: 'pods',
  kind: 'PodMetrics',
  schema: kind('PodMetrics', {
    timestamp: time,
    window: string,
    containers: list(object('ContainerMetrics', {name: string, usage})),
  }),
});

export const nodeMetrics = defineType<NodeMetrics>({
  ...served,
  plural: 'nodes',
  kind: 'NodeMetrics',
  namespaced: false,
  schema: kind('NodeMetrics', {timestamp: time, window: string, usage}),
});
