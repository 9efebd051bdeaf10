import type {Node} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod, PodAffinityTerm} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import {matchesLabelSelector} from '../store/selectors.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {isCordonedOff, matchesNode, untoleratedTaint} from './node-fit.ts';
import {hasEnded, type PodsByNode} from './pods-by-node.ts';
import {lackingResources} from './resource-fit.ts';

const NAME = 'default-scheduler';

/**
 * Binds Pods to nodes: those that their selectors, affinities, taints, requests and the nodes' Pod limits leave, the emptiest
 * first. A Pod that fits nowhere is looked at again when nodes or other Pods change.
 */
export function runScheduler(parts: ControllerParts & {podsByNode: PodsByNode}): Controller {
  const {store, objects, clock, timings, recorder, podsByNode} = parts;
  const waiting = new Set<string>();
  const controller = runController(parts, {
    name: 'scheduler',
    keysOf: ({resource, type, object, previous}) => {
      if (resource === nodes) return [...waiting];
      if (resource !== pods) return [];
      const pod = object as Pod;
      if (type === 'DELETED') {
        waiting.delete(keyOf(pod));
        return [...waiting];
      }
      const before = previous as Pod | undefined;
      const isBinding = pod.spec.nodeName !== undefined && before?.spec.nodeName === undefined;
      const isEnd = hasEnded(pod) && before !== undefined && !hasEnded(before);
      if (isBinding || isEnd) return [...waiting];
      return type === 'ADDED' && isOurs(pod) ? [keyOf(pod)] : [];
    },
    reconcile: (key) => {
      if (waiting.has(key)) schedule(key);
      else clock.after(timings.scheduleMs, () => schedule(key));
    },
  });

  const schedule = (key: string): void => {
    const {namespace, name} = splitKey(key);
    const pod = store.get(pods, namespace, name);
    waiting.delete(key);
    if (pod === undefined || pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) return;
    const candidates = store.list(nodes);
    const problems = candidates.map((node) => problemsOf({pod, node, candidates, podsByNode}));
    const fitting = candidates.filter((_, at) => problems[at]?.length === 0);
    const [chosen] = fitting.sort(
      (a, b) => podsByNode.running(a.metadata.name).length - podsByNode.running(b.metadata.name).length,
    );
    if (chosen === undefined) {
      waiting.add(key);
      reportFailure(pod, failureMessage(problems));
    } else bind(pod, chosen);
  };

  const bind = (pod: Pod, node: Node): void => {
    const nodeName = node.metadata.name;
    const scheduled = {type: 'PodScheduled', status: 'True', lastTransitionTime: clock.timestamp()};
    // Binding is the one write that sets a Pod's node, past the rule that its spec is fixed.
    store.put(pods, {...pod, spec: {...pod.spec, nodeName}, status: {...pod.status, conditions: [scheduled]}});
    const message = `Successfully assigned ${keyOf(pod)} to ${nodeName}`;
    recorder.record({component: NAME}, {object: pod}, {type: 'Normal', reason: 'Scheduled', message});
  };

  const reportFailure = (pod: Pod, message: string): void => {
    recorder.record({component: NAME}, {object: pod}, {type: 'Warning', reason: 'FailedScheduling', message});
    const condition = {type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message};
    const before = pod.status.conditions?.find(({type}) => type === 'PodScheduled');
    const lastTransitionTime = before?.lastTransitionTime ?? clock.timestamp();
    objects.change<Pod>(
      pods,
      pod,
      (next) => {
        next.status.conditions = [{...condition, lastTransitionTime}];
      },
      {subresource: 'status'},
    );
  };

  for (const pod of store.list(pods)) if (isOurs(pod)) controller.add(keyOf(pod));
  return controller;
}

/** Whether a Pod waits for a node from this scheduler and no other. */
function isOurs({spec}: Pod): boolean {
  return spec.nodeName === undefined && spec.schedulerName === NAME;
}

interface Candidate {
  pod: Pod;
  node: Node;
  candidates: readonly Node[];
  podsByNode: PodsByNode;
}

/** Why a Pod cannot go to a node, in the scheduler's words: the first that is, but all that the node has too little of. */
function problemsOf(candidate: Candidate): string[] {
  const {pod, node, podsByNode} = candidate;
  const refusal = refusalOf(pod, node);
  if (refusal !== undefined) return [refusal];
  const lacking = lackingResources(pod, node, podsByNode.running(node.metadata.name));
  if (lacking.length > 0) return lacking;
  const unmatched = unmatchedAffinity(candidate);
  return unmatched === undefined ? [] : [unmatched];
}

function refusalOf({spec}: Pod, node: Node): string | undefined {
  if (isCordonedOff(spec, node)) return 'node(s) were unschedulable';
  const taint = untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']);
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  if (!matchesNode(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  return undefined;
}

function unmatchedAffinity({pod, node, candidates, podsByNode}: Candidate): string | undefined {
  const {spec} = pod;
  const inTopology = (term: PodAffinityTerm): Pod[] =>
    podsInTopology({term, node, candidates, podsByNode, namespace: pod.metadata.namespace});
  const affinity = spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (affinity.some((term) => inTopology(term).length === 0)) return "node(s) didn't match pod affinity rules";
  const antiAffinity = spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (antiAffinity.some((term) => inTopology(term).length > 0)) return "node(s) didn't match pod anti-affinity rules";
  return undefined;
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

/** What would be another if some Pods were not there. */
const HELPED_BY_PREEMPTION = /^(Insufficient|Too many pods|node\(s\) didn't match pod anti-affinity)/;

/** @param problems of each node, at least one */
function failureMessage(problems: readonly (readonly string[])[]): string {
  const total = problems.length;
  if (total === 0) return 'no nodes available to schedule pods';
  const preemptions = problems.map((found) =>
    found.every((problem) => HELPED_BY_PREEMPTION.test(problem))
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  );
  const available = `0/${total} nodes are available:`;
  return `${available} ${counted(problems.flat())}. preemption: ${available} ${counted(preemptions)}.`;
}

/** `1 Insufficient cpu, 2 Too many pods` */
function counted(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts]
    .map(([text, all]) => `${all.length} ${text}`)
    .sort()
    .join(', ');
}
