import type {Node, Taint} from '../objects/cluster-objects.ts';
import type {NodeSelectorTerm, Pod, PodSpec, Toleration} from '../objects/pod.ts';
import {matchesExpression} from '../objects/label-selector.ts';

/** Whether a Pod's nodeSelector and required node affinity allow a node. */
export function matchesNode(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (Object.entries(spec.nodeSelector ?? {}).some(([key, value]) => labels[key] !== value)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

function matchesTerm({matchExpressions = [], matchFields = []}: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const labels = node.metadata.labels ?? {};
  const fields = {'metadata.name': node.metadata.name};
  return (
    matchExpressions.every((expression) => matchesExpression(expression, labels)) &&
    matchFields.every((expression) => matchesExpression(expression, fields))
  );
}

/** The nodes that a Pod names in its affinity, the only ones that are looked at; undefined when it names none. */
export function namedNodes({affinity}: PodSpec): ReadonlySet<string> | undefined {
  const {nodeSelectorTerms: terms = []} = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? {};
  const names = terms.map(({matchFields = []}) =>
    matchFields.find(({key, operator}) => key === 'metadata.name' && operator === 'In'),
  );
  // A term without names leaves all nodes.
  if (names.length === 0 || names.includes(undefined)) return undefined;
  return new Set(names.flatMap((field) => field?.values ?? []));
}

/** What a cordoned node is tainted with. */
export const cordon: Taint = {key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'};

/** Whether a node is cordoned against a Pod. */
export function isCordonedOff({tolerations = []}: PodSpec, node: Node): boolean {
  return node.spec.unschedulable === true && !tolerations.some((one) => tolerates(one, cordon));
}

/** The first taint of these effects that the Pod does not tolerate. */
export function untoleratedTaint(spec: PodSpec, node: Node, effects: readonly string[]): Taint | undefined {
  return (node.spec.taints ?? []).find(
    (taint) => effects.includes(taint.effect) && !(spec.tolerations ?? []).some((one) => tolerates(one, taint)),
  );
}

export function tolerates({key, operator = 'Equal', value = '', effect}: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
  if (key === undefined || key === '') return operator === 'Exists';
  if (key !== taint.key) return false;
  return operator === 'Exists' || value === (taint.value ?? '');
}

/** What every Pod of a DaemonSet tolerates, so that it runs on nodes that others must leave. */
export const daemonTolerations: readonly Toleration[] = [
  {key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute'},
  {key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute'},
  {key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule'},
  {key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule'},
  {key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule'},
  {key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule'},
];

/** The node that a DaemonSet's Pod was made for, which it names in its affinity until it is bound. */
export function daemonNodeOf({spec}: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const field = terms.flatMap(({matchFields = []}) => matchFields).find(({key}) => key === 'metadata.name');
  return field?.values?.[0];
}
