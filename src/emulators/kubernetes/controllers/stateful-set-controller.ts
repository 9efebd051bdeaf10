import type {ControllerRevision} from '../objects/cluster-objects.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import type {StatefulSet} from '../objects/workloads.ts';
import {resolveIntOrPercent} from '../resources/int-or-percent.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {pods} from '../resources/pods.ts';
import {statefulSets} from '../resources/stateful-sets.ts';
import type {StoreEvent} from '../store/store.ts';
import {secondsUntilAvailable} from './availability.ts';
import {claim, claimersOf} from './claim.ts';
import type {Controller, ControllerParts} from './controller.ts';
import type {DelayedKeys} from './delayed-keys.ts';
import type {Turn} from './key-queue.ts';
import {runOwnerController} from './owner-controller.ts';
import {makeClaims, ownClaims} from './stateful-set-claims.ts';
import {ordinalOf, revisionOf, statefulPod, wantedOrdinals} from './stateful-set-pods.ts';
import {recordRevision, revisionsOf} from './template-revisions.ts';

const source = {component: 'statefulset-controller'};
/** The label of a revision that its hash stands in. */
const revisionHashLabel = 'controller.kubernetes.io/hash';

/**
 * Pods with numbers and names that stay, one after the other or all at once, each with claims that outlive it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export function runStatefulSetController(parts: ControllerParts): Controller {
  return runOwnerController(parts, {
    name: 'statefulset-controller',
    type: statefulSets,
    keysOf,
    createReconciler: (later) => new StatefulSetReconciler(parts, later),
  });
}

function keysOf(parts: ControllerParts, {resource, type, object}: StoreEvent): string[] {
  if (resource === statefulSets) return [keyOf(object)];
  if (resource === persistentVolumeClaims)
    return type === 'DELETED' ? parts.store.list(statefulSets, object.metadata.namespace).map(keyOf) : [];
  return resource === pods ? claimersOf(parts, {type: statefulSets, object}) : [];
}

interface Plan {
  set: StatefulSet;
  /** By their numbers, what is there of them. */
  owned: ReadonlyMap<number, Pod>;
  current: ControllerRevision;
  update: ControllerRevision;
}

/** Whether there is nothing more to do for now, and whether it was refused. */
type Step = 'go on' | 'wait' | 'refused';

class StatefulSetReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {namespace, name} = splitKey(key);
    const set = this.#parts.store.get(statefulSets, namespace, name);
    if (set === undefined) return;
    const plan = this.#planOf(set);
    const step = set.metadata.deletionTimestamp === undefined ? this.#manage(plan) : 'wait';
    this.#updateStatus(plan);
    return step === 'refused' ? 'refused' : undefined;
  }

  #planOf(set: StatefulSet): Plan {
    const isMember = (pod: Pod): boolean => ordinalOf(set, pod) !== undefined;
    const found = claim(this.#parts, {owner: set, type: pods, isMember});
    const owned = new Map(found.map((pod) => [ordinalOf(set, pod) ?? 0, pod]));
    const names = new Set(found.map(revisionOf));
    const update = recordRevision(this.#parts, set, {
      label: revisionHashLabel,
      isUsed: ({metadata}) => names.has(metadata.name) || metadata.name === set.status.currentRevision,
    });
    const known = revisionsOf(this.#parts, set);
    const current = known.find(({metadata}) => metadata.name === set.status.currentRevision) ?? update;
    return {set, owned, current, update};
  }

  #manage(plan: Plan): Step {
    const {set} = plan;
    const isOrdered = set.spec.podManagementPolicy !== 'Parallel';
    const wanted = wantedOrdinals(set);
    const step = this.#each(wanted, isOrdered, (ordinal) => this.#keep(plan, {ordinal, isOrdered}));
    if (step !== 'go on') return step;
    const condemned = [...plan.owned.keys()].filter((ordinal) => !wanted.includes(ordinal)).sort((a, b) => b - a);
    for (const ordinal of condemned) {
      const pod = plan.owned.get(ordinal);
      if (pod !== undefined) ownClaims(this.#parts, set, pod);
    }
    const after = this.#each(condemned, isOrdered, (ordinal) => this.#condemn(plan, {ordinal, condemned, isOrdered}));
    if (after !== 'go on' || set.spec.updateStrategy.type === 'OnDelete') return after;
    this.#roll(plan, {wanted, isOrdered});
    return 'go on';
  }

  /** In order the first that has to wait holds up the rest; else none does. */
  #each(ordinals: readonly number[], isOrdered: boolean, act: (ordinal: number) => Step): Step {
    let isRefused = false;
    for (const ordinal of ordinals) {
      const step = act(ordinal);
      if (isOrdered && step !== 'go on') return step;
      isRefused ||= step === 'refused';
    }
    return isRefused ? 'refused' : 'go on';
  }

  /** Brings the Pod of a number to what it should be. */
  #keep(plan: Plan, {ordinal, isOrdered}: {ordinal: number; isOrdered: boolean}): Step {
    const {set, owned} = plan;
    const pod = owned.get(ordinal);
    if (pod === undefined) {
      const isMade = this.#create(plan, ordinal);
      return isMade ? 'wait' : 'refused';
    }
    if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
      if (!isTerminating(pod)) this.#remove(set, pod);
      return 'wait';
    }
    if (pod.status.phase === 'Pending' && !this.#makeMissingClaims(set, ordinal)) return 'refused';
    if (isOrdered && (isTerminating(pod) || !this.#isAvailable(set, pod))) return 'wait';
    ownClaims(this.#parts, set, pod);
    return 'go on';
  }

  /** The highest number goes first, and the next when it is gone and all others are well. */
  #condemn(
    {set, owned}: Plan,
    {ordinal, condemned, isOrdered}: {ordinal: number; condemned: readonly number[]; isOrdered: boolean},
  ): Step {
    const pod = owned.get(ordinal);
    if (pod === undefined) return 'go on';
    if (isTerminating(pod)) return isOrdered ? 'wait' : 'go on';
    const firstUnwell = condemned.findLast((one) => {
      const other = owned.get(one);
      return other !== undefined && (isTerminating(other) || !this.#isAvailable(set, other));
    });
    if (isOrdered && !this.#isAvailable(set, pod) && ordinal !== firstUnwell) return 'wait';
    this.#remove(set, pod);
    return 'wait';
  }

  /** Takes away Pods of older revisions, the highest number first, no more than may be missing at a time. */
  #roll({set, update}: Plan, {wanted, isOrdered}: {wanted: readonly number[]; isOrdered: boolean}): void {
    const {partition = 0, maxUnavailable = 1} = set.spec.updateStrategy.rollingUpdate ?? {};
    const most = Math.max(1, resolveIntOrPercent(maxUnavailable, {total: set.spec.replicas, round: 'up'}));
    const replicas = wanted.map((ordinal) => this.#podOf(set, ordinal));
    const isUnavailable = (pod: Pod | undefined): boolean =>
      pod === undefined || isTerminating(pod) || !this.#isAvailable(set, pod);
    const isOld = (pod: Pod | undefined): pod is Pod =>
      pod !== undefined && !isTerminating(pod) && revisionOf(pod) !== update.metadata.name;
    let room = most - replicas.filter(isUnavailable).length;
    const targets = replicas.slice(partition).reverse().filter(isOld);
    if (!isOrdered) {
      // those that are not available already take nothing away
      for (const pod of targets.filter(isUnavailable)) this.#remove(set, pod);
    }
    for (const pod of isOrdered ? targets : targets.filter((one) => !isUnavailable(one))) {
      if (room <= 0) return;
      this.#remove(set, pod);
      room--;
    }
  }

  /** @returns whether it was made */
  #create({set, current, update}: Plan, ordinal: number): boolean {
    const {type, rollingUpdate} = set.spec.updateStrategy;
    const start = set.spec.ordinals?.start ?? 0;
    const isOfCurrent =
      rollingUpdate === undefined
        ? type === 'RollingUpdate' && ordinal < start + (set.status.currentReplicas ?? 0)
        : ordinal < start + (rollingUpdate.partition ?? 0);
    const setName = set.metadata.name;
    const podName = `${setName}-${ordinal}`;
    try {
      makeClaims(this.#parts, {set, ordinal, tell: (entry) => this.#event(set, entry)});
      const pod = this.#parts.objects.create(
        pods,
        statefulPod(set, {ordinal, revision: isOfCurrent ? current : update}),
      );
      ownClaims(this.#parts, set, pod);
      const message = `Create Pod ${podName} in StatefulSet ${setName} successful`;
      this.#event(set, {reason: 'SuccessfulCreate', message});
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = `Create Pod ${podName} in StatefulSet ${setName} failed error: ${why}`;
      this.#event(set, {type: 'Warning', reason: 'FailedCreate', message});
      return false;
    }
  }

  #makeMissingClaims(set: StatefulSet, ordinal: number): boolean {
    try {
      makeClaims(this.#parts, {set, ordinal, tell: (entry) => this.#event(set, entry)});
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return false;
    }
  }

  #remove(set: StatefulSet, pod: Pod): void {
    const stored = this.#podOf(set, ordinalOf(set, pod));
    if (stored === undefined || isTerminating(stored)) return;
    this.#parts.objects.delete(pods, stored);
    const message = `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
    this.#event(set, {reason: 'SuccessfulDelete', message});
  }

  #podOf({metadata}: StatefulSet, ordinal: number | undefined): Pod | undefined {
    const pod = this.#parts.store.get(pods, metadata.namespace, `${metadata.name}-${ordinal}`);
    return pod !== undefined && controllerOf(pod)?.uid === metadata.uid ? pod : undefined;
  }

  #updateStatus({set, current, update}: Plan): void {
    const {store, objects} = this.#parts;
    const owned = store.list(pods, set.metadata.namespace).filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
    const count = (holds: (pod: Pod) => boolean): number => owned.filter(holds).length;
    const isOf = (revision: ControllerRevision) => (pod: Pod) =>
      !isTerminating(pod) && revisionOf(pod) === revision.metadata.name;
    const ready = count(isRunningAndReady);
    const updated = count(isOf(update));
    const {replicas} = set.spec;
    const isComplete = updated === replicas && ready === replicas && owned.length === replicas;
    const currentReplicas = isComplete ? updated : count(isOf(current));
    objects.change<StatefulSet>(
      statefulSets,
      set,
      (next) => {
        const {conditions} = next.status;
        next.status = {
          observedGeneration: set.metadata.generation ?? 1,
          replicas: owned.length,
          ...(ready === 0 ? {} : {readyReplicas: ready}),
          ...(currentReplicas === 0 ? {} : {currentReplicas}),
          ...(updated === 0 ? {} : {updatedReplicas: updated}),
          currentRevision: (isComplete ? update : current).metadata.name,
          updateRevision: update.metadata.name,
          collisionCount: 0,
          availableReplicas: count((pod) => this.#isAvailable(set, pod)),
          ...(conditions === undefined ? {} : {conditions}),
        };
      },
      {subresource: 'status'},
    );
  }

  #isAvailable(set: StatefulSet, pod: Pod): boolean {
    if (!isRunningAndReady(pod)) return false;
    const seconds = secondsUntilAvailable(pod, set.spec.minReadySeconds ?? 0, this.#parts);
    if (seconds !== undefined && seconds > 0) this.#later.add(keyOf(set), seconds);
    return seconds === 0;
  }

  #event(set: StatefulSet, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: set}, {type, ...entry});
  }
}

function isTerminating({metadata}: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function isRunningAndReady(pod: Pod): boolean {
  return pod.status.phase === 'Running' && isReady(pod);
}
