import type {Node} from '../objects/cluster-objects.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import type {Pod, TopologySpreadConstraint} from '../objects/pod.ts';
import {matchesNode} from './node-fit.ts';
import type {PodsByNode} from './pods-by-node.ts';
import type {Problem} from './resource-fit.ts';

interface Spreading {
  pod: Pod;
  node: Node;
  candidates: readonly Node[];
  podsByNode: PodsByNode;
}

/**
 * Why a Pod would lie too unevenly on a node with others like it; what it would rather have but need not is not looked at.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function unspread(spreading: Spreading): Problem | undefined {
  const text = "node(s) didn't match pod topology spread constraints";
  for (const constraint of spreading.pod.spec.topologySpreadConstraints ?? []) {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') continue;
    const {labels = {}} = spreading.node.metadata;
    if (labels[constraint.topologyKey] === undefined)
      return {text: `${text} (missing required label)`, isForPods: false};
    if (skewWith(constraint, spreading) > constraint.maxSkew) return {text, isForPods: true};
  }
  return undefined;
}

/** By how many the Pod's part of the nodes would be ahead of the emptiest, with the Pod. */
function skewWith(constraint: TopologySpreadConstraint, {pod, node, candidates, podsByNode}: Spreading): number {
  const {topologyKey, labelSelector, minDomains = 1, nodeAffinityPolicy = 'Honor'} = constraint;
  const isLike = ({metadata}: Pod): boolean =>
    metadata.namespace === pod.metadata.namespace &&
    metadata.deletionTimestamp === undefined &&
    matchesLabelSelector(labelSelector, metadata.labels);
  const counts = new Map<string, number>();
  for (const one of candidates) {
    const value = one.metadata.labels?.[topologyKey];
    if (value === undefined || (nodeAffinityPolicy === 'Honor' && !matchesNode(pod.spec, one))) continue;
    counts.set(value, (counts.get(value) ?? 0) + podsByNode.on(one.metadata.name).filter(isLike).length);
  }
  const own = counts.get(node.metadata.labels?.[topologyKey] ?? '') ?? 0;
  const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
  return own + (isLike(pod) ? 1 : 0) - least;
}
