import {isReady, type Pod} from '../objects/pod.ts';

const phaseOrder: Readonly<Record<string, number>> = {Pending: 0, Unknown: 1, Running: 2};
const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

/**
 * Sorts Pods so that the first are those whose deletion hurts least: without a node, not running, not ready, cheap to
 * delete, on a node with many of their kind, ready for a short time, often restarted, new.
 * @param related the Pods of the same owner's other sets as well, to spread what stays over the nodes
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
 */
export function inDeletionOrder(candidates: readonly Pod[], related: readonly Pod[]): Pod[] {
  const countOnNode = (pod: Pod): number => related.filter(({spec}) => spec.nodeName === pod.spec.nodeName).length;
  const ranks: ((pod: Pod) => number)[] = [
    ({spec}) => (spec.nodeName === undefined ? 0 : 1),
    ({status}) => phaseOrder[status.phase ?? 'Unknown'] ?? 1,
    (pod) => (isReady(pod) ? 1 : 0),
    ({metadata}) => Number(metadata.annotations?.[deletionCostAnnotation] ?? 0),
    (pod) => -countOnNode(pod),
    (pod) => -readySinceMs(pod),
    (pod) => -restarts(pod),
    ({metadata}) => -Date.parse(metadata.creationTimestamp),
    ({metadata}) => -Number(metadata.resourceVersion),
  ];
  return candidates.toSorted((a, b) => {
    for (const rank of ranks) {
      const difference = rank(a) - rank(b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function readySinceMs({status}: Pod): number {
  const time = status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime;
  return time === undefined ? 0 : Date.parse(time);
}

function restarts({status}: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({restartCount}) => restartCount));
}
