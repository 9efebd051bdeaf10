import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  ScalingRules,
} from '../objects/horizontal-pod-autoscaler.ts';
import {
  any,
  conditions,
  integer,
  kind,
  list,
  long,
  object,
  optionalTime,
  quantity,
  string,
  type Schema,
} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validateAutoscaler} from './horizontal-pod-autoscaler-validation.ts';
import {defineType} from './resource-type.ts';

const target = object(
  'MetricTarget',
  {type: string, value: quantity, averageValue: quantity, averageUtilization: integer},
  ['type'],
);
const current = object('MetricValueStatus', {value: quantity, averageValue: quantity, averageUtilization: integer});

/** Metrics of what Pods use; the others, which nothing here measures, are kept as they came. */
function metrics(name: 'Source' | 'Status', value: Record<string, Schema>): Record<string, Schema> {
  const fields = {name: string, ...value};
  return {
    type: string,
    resource: object(`ResourceMetric${name}`, fields, ['name']),
    containerResource: object(`ContainerResourceMetric${name}`, {...fields, container: string}, ['name', 'container']),
    object: any,
    pods: any,
    external: any,
  };
}

const rules = object('HPAScalingRules', {
  stabilizationWindowSeconds: integer,
  selectPolicy: string,
  policies: list(
    object('HPAScalingPolicy', {type: string, value: integer, periodSeconds: integer}, [
      'type',
      'value',
      'periodSeconds',
    ]),
  ),
  tolerance: quantity,
});

/** What the controller does of its own accord, written out once anything of it is said. */
const usualRules = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      {type: 'Pods', value: 4, periodSeconds: 15},
      {type: 'Percent', value: 100, periodSeconds: 15},
    ],
  },
  scaleDown: {selectPolicy: 'Max', policies: [{type: 'Percent', value: 100, periodSeconds: 15}]},
} satisfies Record<string, ScalingRules>;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
export const horizontalPodAutoscalers = defineType<HorizontalPodAutoscaler>({
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  kind: 'HorizontalPodAutoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  subresources: [{name: 'status', kind: 'HorizontalPodAutoscaler', verbs: ['get', 'patch', 'update']}],
  schema: kind('HorizontalPodAutoscaler', {
    spec: object(
      'HorizontalPodAutoscalerSpec',
      {
        scaleTargetRef: object('CrossVersionObjectReference', {kind: string, name: string, apiVersion: string}, [
          'kind',
          'name',
        ]),
        minReplicas: integer,
        maxReplicas: integer,
        metrics: list(object('MetricSpec', metrics('Source', {target}), ['type'])),
        behavior: object('HorizontalPodAutoscalerBehavior', {scaleUp: rules, scaleDown: rules}),
      },
      ['maxReplicas'],
    ),
    status: object(
      'HorizontalPodAutoscalerStatus',
      {
        observedGeneration: long,
        lastScaleTime: optionalTime,
        currentReplicas: integer,
        desiredReplicas: integer,
        currentMetrics: list(object('MetricStatus', metrics('Status', {current}), ['type'])),
        conditions: conditions('HorizontalPodAutoscalerCondition'),
      },
      ['desiredReplicas'],
    ),
  }),
  columns: [
    nameColumn,
    column('Reference', {
      description:
        'scaleTargetRef points to the target resource to scale, and is used to the pods for which metrics should be collected, as well as to actually change the replica count.',
    }),
    column('Targets', {
      description: 'metrics contains the specifications for which to use to calculate the desired replica count',
    }),
    column('MinPods', {
      description: 'minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down.',
    }),
    column('MaxPods', {
      description: 'maxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up.',
    }),
    column('Replicas', {
      description:
        'currentReplicas is current number of replicas of pods managed by this autoscaler, as last seen by the autoscaler.',
    }),
    ageColumn,
  ],
  row: ({spec, status, ...autoscaler}, nowMs) => [
    autoscaler.metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    formatMetrics(spec.metrics ?? [], status.currentMetrics ?? []),
    spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
    spec.maxReplicas,
    status.currentReplicas ?? 0,
    age(autoscaler, nowMs),
  ],
  hasStatus: true,
  setDefaults: (autoscaler) => {
    const {spec} = autoscaler;
    const none = {desiredReplicas: 0, currentMetrics: null};
    spec.minReplicas ??= 1;
    if ((spec.metrics ?? []).length === 0) {
      spec.metrics = [
        {type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 80}}},
      ];
    }
    if (spec.behavior !== undefined) {
      const {scaleUp, scaleDown} = spec.behavior;
      spec.behavior = {
        scaleUp: {...usualRules.scaleUp, ...scaleUp},
        scaleDown: {...usualRules.scaleDown, ...scaleDown},
      };
    }
    autoscaler.status = {...none, ...autoscaler.status};
  },
  validate: validateAutoscaler,
});

const mostShown = 2;
const unknown = '<unknown>';

/** The Targets cell: `cpu: 12%/50%, memory: 4Mi/64Mi + 1 more...`. */
function formatMetrics(wanted: readonly MetricSpec[], there: readonly MetricStatus[]): string {
  if (wanted.length === 0) return '<none>';
  const texts = wanted.slice(0, mostShown).map((metric, at) => formatMetric(metric, there[at]));
  const more = wanted.length - mostShown;
  return `${texts.join(', ')}${more > 0 ? ` + ${more} more...` : ''}`;
}

function formatMetric({type, resource, containerResource}: MetricSpec, status: MetricStatus | undefined): string {
  const [spec, now] =
    type === 'ContainerResource'
      ? [containerResource, status?.containerResource?.current]
      : [resource, status?.resource?.current];
  if (spec === undefined) return `${unknown}/${unknown}`;
  const {averageValue, averageUtilization} = spec.target;
  if (averageValue !== undefined) return `${spec.name}: ${now?.averageValue ?? unknown}/${averageValue}`;
  const used = now?.averageUtilization === undefined ? unknown : `${now.averageUtilization}%`;
  return `${spec.name}: ${used}/${averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`}`;
}
