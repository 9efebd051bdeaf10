import type {Node} from '../objects/cluster-objects.ts';
import type {Pod, PodAffinityTerm} from '../objects/pod.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import {isCordonedOff, matchesNode, namedNodes, untoleratedTaint} from './node-fit.ts';
import type {PodsByNode} from './pods-by-node.ts';
import {lackingResources, type Problem} from './resource-fit.ts';
import {unspread} from './topology-spread.ts';

export interface Candidate {
  pod: Pod;
  node: Node;
  candidates: readonly Node[];
  podsByNode: PodsByNode;
}

/** Why a Pod cannot go to a node: the first cause that is, but all that the node has too little of. */
export function problemsOf(candidate: Candidate): Problem[] {
  const {pod, node, podsByNode} = candidate;
  const refusal = refusalOf(pod, node);
  if (refusal !== undefined) return [{text: refusal, isForPods: false}];
  const lacking = lackingResources(pod, node, podsByNode.running(node.metadata.name));
  if (lacking.length > 0) return lacking;
  const unmatched = unspread(candidate) ?? unmatchedAffinity(candidate);
  return unmatched === undefined ? [] : [unmatched];
}

function refusalOf({spec}: Pod, node: Node): string | undefined {
  const names = namedNodes(spec);
  // Nodes that are not meant are not looked at; what counts is who said so.
  if (names?.has(node.metadata.name) === false) return "node(s) didn't satisfy plugin(s) [NodeAffinity]";
  if (isCordonedOff(spec, node)) return 'node(s) were unschedulable';
  const taint = untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']);
  if (taint !== undefined) return 'node(s) had untolerated taint(s)';
  if (!matchesNode(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  return undefined;
}

function unmatchedAffinity({pod, node, candidates, podsByNode}: Candidate): Problem | undefined {
  const {affinity = {}} = pod.spec;
  const inTopology = (term: PodAffinityTerm): Pod[] =>
    podsInTopology({term, node, candidates, podsByNode, namespace: pod.metadata.namespace});
  const wanted = affinity.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (wanted.some((term) => inTopology(term).length === 0)) {
    return {text: "node(s) didn't match pod affinity rules", isForPods: false};
  }
  const unwanted = affinity.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (unwanted.some((term) => inTopology(term).length > 0)) {
    return {text: "node(s) didn't match pod anti-affinity rules", isForPods: true};
  }
  if (isUnwantedBy({pod, node, candidates, podsByNode})) {
    return {text: "node(s) didn't satisfy existing pods anti-affinity rules", isForPods: true};
  }
  return undefined;
}

/** Whether a Pod that runs already wants none such near it. */
function isUnwantedBy({pod, node, candidates, podsByNode}: Candidate): boolean {
  return candidates.some((other) =>
    podsByNode.on(other.metadata.name).some(({spec, metadata}) => {
      const terms = spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      return terms.some(({topologyKey, namespaces = [metadata.namespace ?? ''], labelSelector}) => {
        const value = node.metadata.labels?.[topologyKey];
        return (
          value !== undefined &&
          value === other.metadata.labels?.[topologyKey] &&
          namespaces.includes(pod.metadata.namespace ?? '') &&
          matchesLabelSelector(labelSelector, pod.metadata.labels)
        );
      });
    }),
  );
}

function podsInTopology({
  term,
  node,
  candidates,
  podsByNode,
  namespace,
}: Omit<Candidate, 'pod'> & {term: PodAffinityTerm; namespace: string | undefined}): Pod[] {
  const value = node.metadata.labels?.[term.topologyKey];
  if (value === undefined) return [];
  const namespaces = term.namespaces ?? (namespace === undefined ? [] : [namespace]);
  return candidates
    .filter(({metadata}) => metadata.labels?.[term.topologyKey] === value)
    .flatMap(({metadata}) => podsByNode.on(metadata.name))
    .filter(
      ({metadata}) =>
        namespaces.includes(metadata.namespace ?? '') &&
        metadata.deletionTimestamp === undefined &&
        matchesLabelSelector(term.labelSelector, metadata.labels),
    );
}

/** For what no node would change anything about. */
export function messageForAll(problem: string, total: number): string {
  if (total === 0) return 'no nodes available to schedule pods';
  const available = `0/${total} nodes are available:`;
  // the search for Pods to evict ends at what is missing, and says so
  if (problem.endsWith(' not found')) return `${available} ${problem}. not found`;
  return `${available} ${problem}. preemption: ${available} ${total} Preemption is not helpful for scheduling.`;
}

/** @param problems of each node, at least one */
export function failureMessage(problems: readonly (readonly Problem[])[]): string {
  const total = problems.length;
  if (total === 0) return 'no nodes available to schedule pods';
  const preemptions = problems.map((found) =>
    found.every(({isForPods}) => isForPods)
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  );
  const available = `0/${total} nodes are available:`;
  const reasons = counted(problems.flat().map(({text}) => text));
  return `${available} ${reasons}. preemption: ${available} ${counted(preemptions)}.`;
}

/** `1 Insufficient cpu, 2 Too many pods` */
function counted(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts]
    .map(([text, all]) => `${all.length} ${text}`)
    .sort()
    .join(', ');
}
