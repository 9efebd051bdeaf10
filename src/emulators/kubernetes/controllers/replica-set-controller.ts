import {controllerOf, keyOf, splitKey, type Condition} from '../objects/kube-object.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import type {ReplicaSet} from '../objects/workloads.ts';
import {pods} from '../resources/pods.ts';
import {replicaSets} from '../resources/replica-sets.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import type {StoreEvent} from '../store/store.ts';
import {isActive, isTerminating, secondsUntilAvailable} from './availability.ts';
import {claim, claimersOf, ownerReference} from './claim.ts';
import type {Controller, ControllerParts} from './controller.ts';
import type {DelayedKeys} from './delayed-keys.ts';
import {inDeletionOrder} from './deletion-order.ts';
import type {Turn} from './key-queue.ts';
import {runOwnerController} from './owner-controller.ts';
import {slowStart} from './slow-start.ts';

const source = {component: 'replicaset-controller'};
/** How many Pods are made or deleted in one turn at most. */
const burst = 500;

/**
 * As many Pods of a template as asked for.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export function runReplicaSetController(parts: ControllerParts): Controller {
  return runOwnerController(parts, {
    name: 'replicaset-controller',
    type: replicaSets,
    keysOf,
    createReconciler: (later) => new ReplicaSetReconciler(parts, later),
  });
}

function keysOf(parts: ControllerParts, {resource, object, previous}: StoreEvent): string[] {
  if (resource === replicaSets) return [keyOf(object)];
  return resource === pods ? claimersOf(parts, {type: replicaSets, object, previous}) : [];
}

interface Failure {
  reason: 'FailedCreate';
  message: string;
}

class ReplicaSetReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {namespace, name} = splitKey(key);
    const replicaSet = this.#parts.store.get(replicaSets, namespace, name);
    if (replicaSet === undefined) return;
    const active = claim(this.#parts, {owner: replicaSet, type: pods}).filter(isActive);
    const isDeleted = replicaSet.metadata.deletionTimestamp !== undefined;
    const failure = isDeleted ? undefined : this.#manage(replicaSet, active);
    this.#updateStatus(replicaSet, failure);
    return failure === undefined ? undefined : 'refused';
  }

  /** Creates what is missing and deletes what is too much. */
  #manage(replicaSet: ReplicaSet, active: readonly Pod[]): Failure | undefined {
    const surplus = active.length - replicaSet.spec.replicas;
    if (surplus > 0) {
      const chosen = inDeletionOrder(active, this.#relatedPods(replicaSet)).slice(0, Math.min(surplus, burst));
      for (const pod of chosen) this.#remove(replicaSet, pod);
    }
    const missing = Math.max(0, Math.min(-surplus, burst));
    return slowStart(Array.from({length: missing}), () => this.#create(replicaSet));
  }

  #create(replicaSet: ReplicaSet): Failure | undefined {
    const {template} = replicaSet.spec;
    const {labels, annotations, finalizers} = template.metadata ?? {};
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        generateName: `${replicaSet.metadata.name}-`,
        namespace: replicaSet.metadata.namespace,
        ...(labels === undefined ? {} : {labels}),
        ...(annotations === undefined ? {} : {annotations}),
        ...(finalizers === undefined ? {} : {finalizers}),
        ownerReferences: [ownerReference(replicaSet)],
      },
      spec: template.spec,
      status: {},
    };
    try {
      // The rest of the metadata is what creating it fills in.
      const created = this.#parts.objects.create(pods, pod as unknown as Pod);
      this.#event(replicaSet, {reason: 'SuccessfulCreate', message: `Created pod: ${created.metadata.name}`});
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#event(replicaSet, {type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${message}`});
      return {reason: 'FailedCreate', message};
    }
  }

  #remove(replicaSet: ReplicaSet, pod: Pod): void {
    this.#parts.objects.delete(pods, pod);
    this.#event(replicaSet, {reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}`});
  }

  /** The active Pods of all ReplicaSets that have the same owner. */
  #relatedPods(replicaSet: ReplicaSet): Pod[] {
    const {store} = this.#parts;
    const {namespace, uid} = replicaSet.metadata;
    const owner = controllerOf(replicaSet)?.uid;
    const siblings = store
      .list(replicaSets, namespace)
      .filter((one) => one.metadata.uid === uid || (owner !== undefined && controllerOf(one)?.uid === owner));
    const uids = new Set(siblings.map(({metadata}) => metadata.uid));
    return store.list(pods, namespace).filter((pod) => isActive(pod) && uids.has(controllerOf(pod)?.uid ?? ''));
  }

  #updateStatus(replicaSet: ReplicaSet, failure: Failure | undefined): void {
    const {store, objects, clock} = this.#parts;
    const {namespace, uid, generation = 1} = replicaSet.metadata;
    const {template, minReadySeconds = 0} = replicaSet.spec;
    const owned = store.list(pods, namespace).filter((pod) => controllerOf(pod)?.uid === uid);
    const active = owned.filter(isActive);
    const terminatingReplicas = owned.filter(isTerminating).length;
    const labels = {matchLabels: template.metadata?.labels ?? {}};
    const waits = active.map((pod) => secondsUntilAvailable(pod, minReadySeconds, this.#parts));
    const pending = waits.filter((seconds) => seconds !== undefined && seconds > 0);
    if (pending.length > 0) this.#later.add(keyOf(replicaSet), Math.min(...pending.map(Number)));
    const counts = {
      fullyLabeledReplicas: active.filter(({metadata}) => matchesLabelSelector(labels, metadata.labels)).length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: waits.filter((seconds) => seconds === 0).length,
    };
    objects.change<ReplicaSet>(
      replicaSets,
      replicaSet,
      (next) => {
        const conditions = withFailure(next.status.conditions ?? [], {failure, now: clock.timestamp()});
        next.status = {
          replicas: active.length,
          ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
          terminatingReplicas,
          observedGeneration: generation,
          ...(conditions.length === 0 ? {} : {conditions}),
        };
      },
      {subresource: 'status'},
    );
  }

  #event(replicaSet: ReplicaSet, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: replicaSet}, {type, ...entry});
  }
}

/** The conditions with the failure that was first; what it says differs with each Pod that is refused. */
function withFailure(
  conditions: readonly Condition[],
  {failure, now}: {failure: Failure | undefined; now: string},
): Condition[] {
  const type = 'ReplicaFailure';
  if (failure === undefined) return conditions.filter((condition) => condition.type !== type);
  if (conditions.some((condition) => condition.type === type)) return [...conditions];
  return [...conditions, {type, status: 'True', ...failure, lastTransitionTime: now}];
}
