import {z} from 'zod';
import {conditionsSchema, isTrue} from '#src/kubernetes/conditions.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

const nodeSchema = z.looseObject({
  spec: z
    .looseObject({
      unschedulable: z.boolean().optional(),
      taints: z.array(z.looseObject({effect: z.string()})).optional(),
    })
    .default({}),
  status: z
    .looseObject({
      allocatable: z.looseObject({pods: z.string().optional()}).optional(),
      conditions: conditionsSchema,
      images: z.array(z.looseObject({names: z.array(z.string()).nullish()})).optional(),
    })
    .prefault({}),
});

/** What a node says of itself, as far as it matters to whether sandboxes can use it. */
export interface NodeState {
  readonly name: string;
  readonly isReady: boolean;
  /** Whether Pods that tolerate nothing may come: sandboxes' Pods do not. */
  readonly isSchedulable: boolean;
  /** Pods that it takes in all. */
  readonly allocatablePods: number;
  /** The images that it says it has, each with all of its names. */
  readonly images: readonly (readonly string[])[];
}

export function nodeState(object: KubernetesObject): NodeState {
  const {spec, status} = nodeSchema.parse(object);
  const isTainted = (spec.taints ?? []).some(({effect}) => effect !== 'PreferNoSchedule');
  return {
    name: object.metadata.name,
    isReady: isTrue(status.conditions, 'Ready'),
    isSchedulable: spec.unschedulable !== true && !isTainted,
    allocatablePods: Number(status.allocatable?.pods ?? 0),
    images: (status.images ?? []).map(({names}) => names ?? []),
  };
}
