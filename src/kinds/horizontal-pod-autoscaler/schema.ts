import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

/** A target of a metric, or what it is now. */
const valueSchema = z.looseObject({
  averageUtilization: z.number().nullish(),
  averageValue: z.string().nullish(),
});
export type MetricValue = z.infer<typeof valueSchema>;

const name = z.string().default('');
const type = name;
const container = name;
const target = valueSchema.prefault({});
const current = target;

/** What is wanted. */
const metricsSchema = listOf(
  z.looseObject({
    type,
    resource: z.looseObject({name, target}).nullish(),
    containerResource: z.looseObject({name, container, target}).nullish(),
  }),
);

/** What there is. */
const currentMetricsSchema = listOf(
  z.looseObject({
    type,
    resource: z.looseObject({name, current}).nullish(),
    containerResource: z.looseObject({name, container, current}).nullish(),
  }),
);

const rulesSchema = z.looseObject({
  stabilizationWindowSeconds: z.number().nullish(),
  selectPolicy: z.string().nullish(),
  policies: listOf(
    z.looseObject({type: z.string().default(''), value: z.number().default(0), periodSeconds: z.number().default(0)}),
  ),
});
export type ScalingRules = z.infer<typeof rulesSchema>;

export const horizontalPodAutoscalerSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({kind: z.string().default(''), name: z.string().default('')}),
    minReplicas: z.number().nullish(),
    maxReplicas: z.number().default(0),
    metrics: metricsSchema,
    behavior: z.looseObject({scaleUp: rulesSchema.nullish(), scaleDown: rulesSchema.nullish()}).nullish(),
  }),
  status: z
    .looseObject({
      currentReplicas: z.number().default(0),
      desiredReplicas: z.number().default(0),
      currentMetrics: currentMetricsSchema,
      conditions: conditionsSchema,
    })
    .prefault({}),
});
