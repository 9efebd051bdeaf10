import type {Node} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod, PodAffinityTerm} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import {matchesLabelSelector} from '../store/selectors.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {matchesNode, untoleratedTaint} from './node-fit.ts';
import type {PodsByNode} from './pods-by-node.ts';

/**
 * Binds Pods to nodes: those that their selectors, affinities, taints and the nodes' Pod limits leave, the emptiest
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
      const isBinding = pod.spec.nodeName !== undefined && (previous as Pod | undefined)?.spec.nodeName === undefined;
      if (isBinding) return [...waiting];
      return type === 'ADDED' && pod.spec.nodeName === undefined ? [keyOf(pod)] : [];
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
    const problems = new Map<string, number>();
    const fitting = candidates.filter((node) => {
      const problem = whyNot({pod, node, candidates, podsByNode});
      if (problem !== undefined) problems.set(problem, (problems.get(problem) ?? 0) + 1);
      return problem === undefined;
    });
    const [chosen] = fitting.sort(
      (a, b) => podsByNode.countRunning(a.metadata.name) - podsByNode.countRunning(b.metadata.name),
    );
    if (chosen === undefined) {
      waiting.add(key);
      reportFailure(pod, failureMessage(candidates.length, problems));
    } else bind(pod, chosen);
  };

  const bind = (pod: Pod, node: Node): void => {
    const nodeName = node.metadata.name;
    const scheduled = {type: 'PodScheduled', status: 'True', lastTransitionTime: clock.timestamp()};
    // Binding is the one write that sets a Pod's node, past the rule that its spec is fixed.
    store.put(pods, {...pod, spec: {...pod.spec, nodeName}, status: {...pod.status, conditions: [scheduled]}});
    const message = `Successfully assigned ${keyOf(pod)} to ${nodeName}`;
    recorder.record({component: 'default-scheduler'}, {object: pod}, {type: 'Normal', reason: 'Scheduled', message});
  };

  const reportFailure = (pod: Pod, message: string): void => {
    recorder.record(
      {component: 'default-scheduler'},
      {object: pod},
      {type: 'Warning', reason: 'FailedScheduling', message},
    );
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

  for (const pod of store.list(pods)) if (pod.spec.nodeName === undefined) controller.add(keyOf(pod));
  return controller;
}

interface Candidate {
  pod: Pod;
  node: Node;
  candidates: readonly Node[];
  podsByNode: PodsByNode;
}

/** Why a Pod cannot go to a node, in the scheduler's words; undefined when it can. */
function whyNot({pod, node, candidates, podsByNode}: Candidate): string | undefined {
  const {spec} = pod;
  const taint = untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']);
  if (node.spec.unschedulable === true && taint === undefined) return 'node(s) were unschedulable';
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  if (!matchesNode(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  const capacity = Number(node.status.allocatable?.['pods'] ?? '110');
  if (podsByNode.countRunning(node.metadata.name) >= capacity) return 'Too many pods';
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

function failureMessage(total: number, problems: ReadonlyMap<string, number>): string {
  if (total === 0) return 'no nodes available to schedule pods';
  const texts = [...problems].map(([problem, count]) => `${count} ${problem}`).sort();
  return `0/${total} nodes are available: ${texts.join(', ')}. preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
}
