import {isTrue} from '#src/kubernetes/conditions.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {nodeSchema} from './schema.ts';

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
  const isTainted = spec.taints.some(({effect}) => effect !== 'PreferNoSchedule');
  return {
    name: object.metadata.name,
    isReady: isTrue(status.conditions, 'Ready'),
    isSchedulable: !spec.unschedulable && !isTainted,
    allocatablePods: Number(status.allocatable?.['pods'] ?? 0),
    images: status.images.map(({names}) => names),
  };
}
