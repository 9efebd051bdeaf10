import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';

export interface PodDisruptionBudget extends KubeObject {
  spec: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: LabelSelector;
    unhealthyPodEvictionPolicy?: string;
  };
  status: {
    observedGeneration?: number;
    /** Pods whose eviction was allowed and has not been seen yet, and since when. */
    disruptedPods?: Record<string, string>;
    disruptionsAllowed: number;
    currentHealthy: number;
    desiredHealthy: number;
    expectedPods: number;
    conditions?: Condition[];
  };
}

/** `DisruptionAllowed`: whether any Pod may go. */
export function withAllowance(
  before: readonly Condition[],
  {
    disruptionsAllowed,
    observedGeneration,
    failed,
  }: {disruptionsAllowed: number; observedGeneration: number; failed?: {reason: string; message: string}},
): Condition[] {
  const isAllowed = disruptionsAllowed > 0;
  const why = failed ?? {reason: isAllowed ? 'SufficientPods' : 'InsufficientPods', message: ''};
  const condition = {type: 'DisruptionAllowed', status: isAllowed ? 'True' : 'False', observedGeneration, ...why};
  return [...before.filter(({type}) => type !== condition.type), condition];
}
