import type {Node} from '../objects/cluster-objects.ts';
import type {Pod} from '../objects/pod.ts';
import {demandOfPod} from '../resources/pod-demand.ts';
import {parseQuantity} from '../schema/quantity.ts';

/** Why a Pod cannot go to a node. */
export interface Problem {
  /** In the scheduler's words. */
  text: string;
  /** Whether it might go away if Pods of the node were ended. */
  isForPods: boolean;
}

const compute = ['cpu', 'memory', 'ephemeral-storage'];
const defaultPods = '110';

/**
 * What a node has too little of for one more Pod, in the scheduler's words. Pods count by what they ask for, not by
 * what they use. What is more than the whole node has is not had by ending Pods.
 */
export function lackingResources(pod: Pod, {status}: Node, running: readonly Pod[]): Problem[] {
  const {allocatable = {}} = status;
  const isFull = running.length >= Number(allocatable['pods'] ?? defaultPods);
  const lacking = compute.flatMap((resource): Problem[] => {
    const demand = demandOfPod(pod, resource);
    if (demand === 0) return [];
    const taken = running.reduce((sum, other) => sum + demandOfPod(other, resource), 0);
    const all = parseQuantity(allocatable[resource] ?? '0');
    return taken + demand > all ? [{text: `Insufficient ${resource}`, isForPods: demand <= all}] : [];
  });
  return [...(isFull ? [{text: 'Too many pods', isForPods: true}] : []), ...lacking];
}
