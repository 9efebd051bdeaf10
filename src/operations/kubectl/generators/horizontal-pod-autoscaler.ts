import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

/** What Pods are to use of a resource on average: so much of what they ask for, in percent, or an amount. */
export type UsageTarget = {readonly utilization: number} | {readonly averageValue: string};

interface GeneratedAutoscaler {
  readonly name: string;
  readonly target: {readonly apiVersion: string; readonly kind: string; readonly name: string};
  readonly min?: number | undefined;
  readonly max: number;
  readonly cpu?: UsageTarget | undefined;
  readonly memory?: UsageTarget | undefined;
}

/** What `kubectl autoscale` makes for an object. */
export function generateAutoscaler({name, target, min, max, cpu, memory}: GeneratedAutoscaler): JsonObject {
  const metrics = [...metricOf('cpu', cpu), ...metricOf('memory', memory)];
  return {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    metadata: generateMetadata({name}),
    spec: {
      scaleTargetRef: {kind: target.kind, name: target.name, apiVersion: target.apiVersion},
      ...(min === undefined ? {} : {minReplicas: min}),
      maxReplicas: max,
      ...(metrics.length === 0 ? {} : {metrics}),
    },
    status: {desiredReplicas: 0, currentMetrics: null},
  };
}

function metricOf(name: string, target: UsageTarget | undefined): JsonObject[] {
  if (target === undefined) return [];
  const wanted: JsonObject =
    'utilization' in target
      ? {type: 'Utilization', averageUtilization: target.utilization}
      : {type: 'AverageValue', averageValue: target.averageValue};
  return [{type: 'Resource', resource: {name, target: wanted}}];
}
