import {isEqual} from '../json.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import {withAllowance, type PodDisruptionBudget} from '../objects/pod-disruption-budget.ts';
import {resolveIntOrPercent} from '../resources/int-or-percent.ts';
import {podDisruptionBudgets} from '../resources/pod-disruption-budgets.ts';
import {pods} from '../resources/pods.ts';
import type {Store, StoreEvent} from '../store/store.ts';
import {replicasOf} from './scaled.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DelayedKeys} from './delayed-keys.ts';

const source = {component: 'controllermanager'};
/** A Pod whose eviction was allowed and that is still there after so many emulated seconds is one that stays. */
const deletionSeconds = 120;

/**
 * Keeps what budgets say of how many Pods may go.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 */
export function runDisruptionController(parts: ControllerParts): Controller {
  const {store} = parts;
  const later = new DelayedKeys(parts, (key) => controller.add(key));
  const controller = runController(parts, {
    name: 'disruption',
    keysOf: (event) => keysOf(store, event),
    reconcile: (key) => {
      const {namespace, name} = splitKey(key);
      const budget = store.get(podDisruptionBudgets, namespace, name);
      if (budget !== undefined) reconcile(parts, budget, later);
    },
  });
  for (const budget of store.list(podDisruptionBudgets)) controller.add(keyOf(budget));
  return controller;
}

function keysOf(store: Store, {resource, object, previous}: StoreEvent): string[] {
  if (resource === podDisruptionBudgets) return [keyOf(object)];
  const {namespace} = object.metadata;
  const budgets = (): PodDisruptionBudget[] => store.list(podDisruptionBudgets, namespace);
  if (resource === pods) {
    const labels = [object, previous].flatMap((pod) => (pod === undefined ? [] : [pod.metadata.labels]));
    return budgets()
      .filter(({spec}) => labels.some((one) => matchesLabelSelector(spec.selector, one)))
      .map(keyOf);
  }
  // how many Pods there are to be
  return object.kind === 'Deployment' || object.kind === 'ReplicaSet' ? budgets().map(keyOf) : [];
}

function reconcile(parts: ControllerParts, budget: PodDisruptionBudget, later: DelayedKeys): void {
  const {store, recorder} = parts;
  const selected = podsOf(store, budget);
  if (selected.length === 0) {
    recorder.record(source, {object: budget}, {type: 'Normal', reason: 'NoPods', message: 'No matching pods found'});
  }
  const count = countPods(store, budget, selected);
  if ('problem' in count) {
    const message = `Failed to calculate the number of expected pods: ${count.problem}`;
    recorder.record(source, {object: budget}, {type: 'Warning', reason: 'CalculateExpectedPodCountFailed', message});
    // until it is known how many there are to be, none may go
    const failed = {reason: 'SyncFailed', message: count.problem};
    write(parts, budget, {...budget.status, disruptionsAllowed: 0}, failed);
    return;
  }
  const {expectedPods, desiredHealthy} = count;
  const disruptedPods = stillDisrupted(parts, budget, selected, later);
  const currentHealthy = selected.filter(
    (pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined && !(pod.metadata.name in disruptedPods),
  ).length;
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  write(parts, budget, {
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    ...(Object.keys(disruptedPods).length === 0 ? {} : {disruptedPods}),
    ...(budget.status.conditions === undefined ? {} : {conditions: budget.status.conditions}),
  });
}

type Count = {expectedPods: number; desiredHealthy: number} | {problem: string};

/** How many Pods there are to be, and how many of them have to stay. */
function countPods(store: Store, {spec}: PodDisruptionBudget, selected: readonly Pod[]): Count {
  const {minAvailable, maxUnavailable} = spec;
  if (typeof minAvailable === 'number') return {expectedPods: selected.length, desiredHealthy: minAvailable};
  const bound = minAvailable ?? maxUnavailable;
  if (bound === undefined) return {expectedPods: 0, desiredHealthy: 0};
  const expectedPods = expectedOf(store, selected);
  if (typeof expectedPods === 'string') return {problem: expectedPods};
  const share = resolveIntOrPercent(bound, {total: expectedPods, round: 'up'});
  return {expectedPods, desiredHealthy: minAvailable === undefined ? Math.max(0, expectedPods - share) : share};
}

/** The sum of what the Pods' controllers are to have, or why it is not known. */
function expectedOf(store: Store, selected: readonly Pod[]): number | string {
  const expected = new Map<string, number>();
  for (const pod of selected) {
    const owner = controllerOf(pod);
    const {namespace} = pod.metadata;
    if (owner === undefined) continue;
    const scaled = replicasOf(store, owner, namespace);
    if (scaled === undefined)
      return `${ownerPlural(owner.kind)}.${owner.apiVersion.split('/')[0]} does not implement the scale subresource`;
    // a ReplicaSet of a Deployment has a part of its Pods
    const above = controllerOf(scaled);
    const top = (above && replicasOf(store, above, namespace)) ?? scaled;
    expected.set(top.metadata.uid, top.spec.replicas);
  }
  return [...expected.values()].reduce((sum, replicas) => sum + replicas, 0);
}

const ownerPlural = (kind: string): string => `${kind.toLowerCase()}s`;

function stillDisrupted(
  {clock, timings}: ControllerParts,
  budget: PodDisruptionBudget,
  selected: readonly Pod[],
  later: DelayedKeys,
): Record<string, string> {
  const deletionMs = deletionSeconds * timings.secondMs;
  const left = Object.entries(budget.status.disruptedPods ?? {}).filter(([name, since]) => {
    const pod = selected.find(({metadata}) => metadata.name === name);
    return (
      pod?.metadata.deletionTimestamp === undefined && pod !== undefined && clock.now() < Date.parse(since) + deletionMs
    );
  });
  if (left.length > 0) later.add(keyOf(budget), deletionSeconds);
  return Object.fromEntries(left);
}

function write(
  {objects, clock}: ControllerParts,
  budget: PodDisruptionBudget,
  status: PodDisruptionBudget['status'],
  failed?: {reason: string; message: string},
): void {
  const observedGeneration = budget.metadata.generation ?? 0;
  const {disruptionsAllowed, conditions: before = []} = status;
  const conditions = withAllowance(before, {
    disruptionsAllowed,
    observedGeneration,
    ...(failed === undefined ? {} : {failed}),
  });
  const next = {...status, observedGeneration, conditions};
  if (isEqual(withoutTimes(next), withoutTimes(budget.status))) return;
  objects.change<PodDisruptionBudget>(
    podDisruptionBudgets,
    budget,
    (changed) => void (changed.status = stamped(next, budget.status, clock.timestamp())),
    {subresource: 'status'},
  );
}

function stamped(
  status: PodDisruptionBudget['status'],
  before: PodDisruptionBudget['status'],
  now: string,
): PodDisruptionBudget['status'] {
  const conditions = (status.conditions ?? []).map((condition) => {
    const old = before.conditions?.find(({type}) => type === condition.type);
    const isSame = old?.status === condition.status;
    const lastTransitionTime = (isSame ? old.lastTransitionTime : undefined) ?? now;
    return Object.assign({}, condition, {lastTransitionTime});
  });
  return {...status, conditions};
}

function withoutTimes(status: PodDisruptionBudget['status']): object {
  return {
    ...status,
    conditions: (status.conditions ?? []).map((condition) => Object.assign({}, condition, {lastTransitionTime: ''})),
  };
}

function podsOf(store: Store, {metadata, spec}: PodDisruptionBudget): Pod[] {
  return store.list(pods, metadata.namespace).filter((pod) => matchesLabelSelector(spec.selector, pod.metadata.labels));
}
