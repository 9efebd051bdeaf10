import type {Node} from '../objects/cluster-objects.ts';
import type {Pod} from '../objects/pod.ts';
import {demandOfPod} from '../resources/pod-demand.ts';
import {parseQuantity} from '../schema/quantity.ts';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const DEFAULT_PODS = '110';

/**
 * What a node has too little of for one more Pod, in the scheduler's words. Pods count by what they ask for, not by
 * what they use.
 */
export function lackingResources(pod: Pod, {status}: Node, running: readonly Pod[]): string[] {
  const {allocatable = {}} = status;
  const isFull = running.length >= Number(allocatable['pods'] ?? DEFAULT_PODS);
  const lacking = COMPUTE.filter((resource) => {
    const demand = demandOfPod(pod, resource);
    if (demand === 0) return false;
    const taken = running.reduce((sum, other) => sum + demandOfPod(other, resource), 0);
    return taken + demand > parseQuantity(allocatable[resource] ?? '0');
  });
  return [...(isFull ? ['Too many pods'] : []), ...lacking.map((resource) => `Insufficient ${resource}`)];
}
