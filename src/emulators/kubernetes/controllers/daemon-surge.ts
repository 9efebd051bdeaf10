import {isReady, type Pod} from '../objects/pod.ts';

export interface Surge {
  /** How many nodes may have a new Pod beside an old one that works. */
  maxSurge: number;
  isCurrent: (pod: Pod) => boolean;
  isAvailable: (pod: Pod) => boolean;
}

/**
 * Which of a node's Pods are too much while an update brings the new one before the old one goes: two stay as long as
 * the old one is ready and the new one does not work yet.
 * @param running the oldest first
 */
export function surplusOf(running: readonly Pod[], {isCurrent, isAvailable}: Surge): Pod[] {
  if (running.length <= 1) return [];
  const newPod = running.find(isCurrent);
  const oldPod = running.find((pod) => !isCurrent(pod));
  const surplus = running.filter((pod) => pod !== newPod && pod !== oldPod);
  const isReplaced = newPod !== undefined && oldPod !== undefined && (!isReady(oldPod) || isAvailable(newPod));
  return isReplaced ? [...surplus, oldPod] : surplus;
}

/**
 * The nodes that get a new Pod beside their old one: those whose old one does not work, and as many others as may.
 * @param living of each wanted node, the Pods that are not being deleted
 */
export function nodesToSurge(
  living: ReadonlyMap<string, readonly Pod[]>,
  {maxSurge, isCurrent, isAvailable}: Surge,
): string[] {
  const nodes = [...living].map(([name, pods]) => ({
    name,
    newPod: pods.find(isCurrent),
    oldPod: pods.find((pod) => !isCurrent(pod)),
  }));
  const surging = nodes.filter(
    ({newPod, oldPod}) => oldPod !== undefined && newPod !== undefined && !isAvailable(newPod),
  );
  const old = nodes.filter(({newPod, oldPod}) => oldPod !== undefined && newPod === undefined);
  const broken = old.filter(({oldPod}) => oldPod !== undefined && !isAvailable(oldPod));
  const working = old.filter((node) => !broken.includes(node));
  return [...broken, ...working.slice(0, Math.max(0, maxSurge - surging.length))].map(({name}) => name);
}
