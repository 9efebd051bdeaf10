import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {endOf, jobCondition, jobLabels, type Job, type JobCondition} from '../objects/job.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import {jobs} from '../resources/jobs.ts';
import {pods} from '../resources/pods.ts';
import type {StoreEvent} from '../store/store.ts';
import {isActive, isTerminating, secondsSince} from './availability.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DelayedKeys} from './delayed-keys.ts';
import {formatIndexes, parseIndexes} from './job-indexes.ts';
import {indexOf, isTracked, podOf, release, releaseOrphans} from './job-pods.ts';
import type {Turn} from './key-queue.ts';
import {slowStart} from './slow-start.ts';

const source = {component: 'job-controller'};
/** How long a Pod that failed is waited for before another is made, in seconds: doubled each time. */
const backOff = {first: 10, most: 600} as const;

type Reached = Pick<JobCondition, 'type' | 'reason' | 'message'>;

const backOffLimit: Reached = {
  type: 'FailureTarget',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
};
const deadline: Reached = {
  type: 'FailureTarget',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
};
const enough: Reached = {
  type: 'SuccessCriteriaMet',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
};

/**
 * Pods that run to their end, as often as asked for.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function runJobController(parts: ControllerParts): Controller {
  const later = new DelayedKeys(parts, (key) => controller.add(key));
  const reconciler = new JobReconciler(parts, later);
  const controller = runController(parts, {
    name: 'job-controller',
    keysOf,
    reconcile: (key) => reconciler.reconcile(key),
  });
  for (const job of parts.store.list(jobs)) controller.add(keyOf(job));
  for (const pod of parts.store.list(pods).filter(isTracked)) for (const key of keysOfPod(pod)) controller.add(key);
  return controller;
}

function keysOf({resource, object}: StoreEvent): string[] {
  if (resource === jobs) return [keyOf(object)];
  return resource === pods ? keysOfPod(object as Pod) : [];
}

/** A Pod that its Job let go of has its label yet. */
function keysOfPod(pod: Pod): string[] {
  const owner = controllerOf(pod);
  const name = owner?.kind === 'Job' ? owner.name : pod.metadata.labels?.[jobLabels.name];
  return name === undefined ? [] : [`${pod.metadata.namespace}/${name}`];
}

/** What a Job has come to, as it is counted. */
interface Tally {
  succeeded: number;
  failed: number;
  readonly indexes: Set<number>;
  active: Pod[];
  terminating: number;
}

class JobReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;
  /** By key: failures since the last success, and when the last was, in ms. */
  readonly #failures = new Map<string, {uid: string; count: number; atMs: number}>();

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {namespace, name} = splitKey(key);
    const job = this.#parts.store.get(jobs, namespace, name);
    releaseOrphans(this.#parts, {namespace, name, uid: job?.metadata.uid});
    if (job?.metadata.uid !== this.#failures.get(key)?.uid) this.#failures.delete(key);
    if (job === undefined) return this.#later.forget(key);
    const end = endOf(job);
    if (end !== undefined) return this.#afterEnd(job, end);
    const tally = this.#count(job);
    const reached = this.#reached(job, tally);
    const isHeld = job.spec.suspend && reached === undefined;
    let isRefused = false;
    if (reached !== undefined) this.#deletePods(job, tally, {isCounted: reached.type === 'FailureTarget'});
    else if (isHeld) this.#deletePods(job, tally, {isCounted: false});
    else if (job.metadata.deletionTimestamp === undefined) isRefused = this.#manage(job, tally);
    const isOver = reached !== undefined && tally.active.length === 0 && tally.terminating === 0;
    this.#write(job, tally, {reached, isOver, isHeld});
    return isRefused ? 'refused' : undefined;
  }

  #podsOf({metadata}: Job): Pod[] {
    return this.#parts.store.list(pods, metadata.namespace).filter((pod) => controllerOf(pod)?.uid === metadata.uid);
  }

  /** Counts what has ended since, and lets it go. A Pod that is being deleted counts as one that failed. */
  #count(job: Job): Tally {
    const {succeeded = 0, failed = 0, completedIndexes = ''} = job.status;
    const tally = {succeeded, failed, indexes: parseIndexes(completedIndexes)};
    const {uid} = job.metadata;
    for (const pod of this.#podsOf(job).filter(isTracked)) {
      const index = indexOf(pod);
      if (pod.status.phase === 'Succeeded') {
        tally.succeeded += 1;
        if (index !== undefined) tally.indexes.add(index);
        this.#failures.delete(keyOf(job));
      } else if (pod.status.phase === 'Failed' || pod.metadata.deletionTimestamp !== undefined) {
        tally.failed += 1;
        const count = (this.#failures.get(keyOf(job))?.count ?? 0) + 1;
        this.#failures.set(keyOf(job), {uid, count, atMs: this.#parts.clock.now()});
      } else continue;
      release(this.#parts, pod);
    }
    const owned = this.#podsOf(job);
    return {...tally, active: owned.filter(isActive), terminating: owned.filter(isTerminating).length};
  }

  /** What ends it, if anything does. */
  #reached(job: Job, {succeeded, failed, active}: Tally): Reached | undefined {
    const before = jobCondition(job, 'FailureTarget') ?? jobCondition(job, 'SuccessCriteriaMet');
    if (before !== undefined) return before;
    const {backoffLimit, completions, activeDeadlineSeconds, template, suspend} = job.spec;
    const restarts = active
      .flatMap(({status}) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
      .reduce((sum, {restartCount}) => sum + restartCount, 0);
    const isOverRestarted =
      template.spec.restartPolicy === 'OnFailure' && (backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit);
    if (failed > backoffLimit || isOverRestarted) return backOffLimit;
    const {startTime} = job.status;
    if (activeDeadlineSeconds !== undefined && startTime !== undefined && !suspend) {
      const left = activeDeadlineSeconds - secondsSince(startTime, this.#parts);
      if (left <= 0) return deadline;
      this.#later.add(keyOf(job), left);
    }
    const isEnough = completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions;
    return isEnough ? enough : undefined;
  }

  #deletePods(job: Job, tally: Tally, {isCounted}: {isCounted: boolean}): void {
    for (const pod of tally.active) this.#remove(job, pod);
    if (isCounted) tally.failed += tally.active.length;
    tally.active = [];
    tally.terminating = this.#podsOf(job).filter(isTerminating).length;
  }

  #remove(job: Job, pod: Pod): void {
    const {store, objects} = this.#parts;
    release(this.#parts, pod);
    const current = store.get(pods, pod.metadata.namespace, pod.metadata.name);
    if (current !== undefined) objects.delete(pods, current);
    this.#event(job, {reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}`});
  }

  /** Creates what is missing and deletes what is too much. @returns whether a Pod was refused */
  #manage(job: Job, tally: Tally): boolean {
    const {parallelism, completions, completionMode} = job.spec;
    const {active, succeeded, indexes} = tally;
    const open = completions === undefined ? parallelism : completions - succeeded;
    const wanted =
      completions === undefined && succeeded > 0 ? Math.min(active.length, parallelism) : Math.min(open, parallelism);
    for (const pod of active.slice(Math.max(0, wanted))) this.#remove(job, pod);
    tally.active = active.slice(0, Math.max(0, wanted));
    const missing = wanted - tally.active.length;
    if (missing <= 0 || this.#mustWait(job)) return false;
    const taken = new Set([...indexes, ...tally.active.map((pod) => indexOf(pod))]);
    const all = Array.from({length: completions ?? 0}, (_, index) => index);
    const next =
      completionMode === 'Indexed'
        ? all.filter((index) => !taken.has(index)).slice(0, missing)
        : Array.from({length: missing}, () => undefined);
    const failure = slowStart(next, (index) => this.#create(job, index));
    tally.active = this.#podsOf(job).filter(isActive);
    return failure !== undefined;
  }

  /** Whether the last failure was so recently that nothing is made yet. */
  #mustWait(job: Job): boolean {
    const {clock, timings} = this.#parts;
    const last = this.#failures.get(keyOf(job));
    if (last === undefined) return false;
    const delay = Math.min(backOff.first * 2 ** (last.count - 1), backOff.most);
    const left = delay - (clock.now() - last.atMs) / timings.secondMs;
    if (left > 0) this.#later.add(keyOf(job), left);
    return left > 0;
  }

  #create(job: Job, index: number | undefined): {message: string} | undefined {
    try {
      const created = this.#parts.objects.create(pods, podOf(job, index));
      this.#event(job, {reason: 'SuccessfulCreate', message: `Created pod: ${created.metadata.name}`});
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#event(job, {type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${message}`});
      return {message};
    }
  }

  #write(
    job: Job,
    tally: Tally,
    {reached, isOver, isHeld}: {reached: Reached | undefined; isOver: boolean; isHeld: boolean},
  ): void {
    const now = this.#parts.clock.timestamp();
    const conditions = [...(job.status.conditions ?? [])];
    const set = (type: string, status: string, {reason, message}: Pick<Reached, 'reason' | 'message'>): boolean => {
      const at = conditions.findIndex((condition) => condition.type === type);
      if (conditions[at]?.status === status) return false;
      const condition = {
        type,
        status,
        lastProbeTime: now,
        lastTransitionTime: now,
        ...(reason === undefined ? {} : {reason}),
        ...(message === undefined ? {} : {message}),
      };
      if (at === -1) conditions.push(condition);
      else conditions[at] = condition;
      return true;
    };
    const isComplete = reached?.type === 'SuccessCriteriaMet';
    if (reached !== undefined) set(reached.type, 'True', reached);
    if (isOver && reached !== undefined) {
      set(isComplete ? 'Complete' : 'Failed', 'True', reached);
      if (isComplete) this.#event(job, {reason: 'Completed', message: 'Job completed'});
      else this.#event(job, {type: 'Warning', reason: reached.reason ?? '', message: reached.message ?? ''});
    }
    const isKnownHeld = conditions.some(({type, status}) => type === 'Suspended' && status === 'True');
    const isResumed =
      !isHeld && isKnownHeld && set('Suspended', 'False', {reason: 'JobResumed', message: 'Job resumed'});
    if (isResumed) this.#event(job, {reason: 'Resumed', message: 'Job resumed'});
    if (isHeld && set('Suspended', 'True', {reason: 'JobSuspended', message: 'Job suspended'}))
      this.#event(job, {reason: 'Suspended', message: 'Job suspended'});
    const startTime = isHeld ? undefined : isResumed ? now : (job.status.startTime ?? now);
    const {active, terminating, succeeded, failed, indexes} = tally;
    const counts = {active: active.length, succeeded, failed};
    this.#parts.objects.change<Job>(
      jobs,
      job,
      (next) => {
        next.status = {
          ...(conditions.length === 0 ? {} : {conditions}),
          ...(startTime === undefined ? {} : {startTime}),
          ...(isOver && isComplete ? {completionTime: now} : {}),
          ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
          terminating,
          ready: active.filter(isReady).length,
          ...(indexes.size === 0 ? {} : {completedIndexes: formatIndexes(indexes)}),
          uncountedTerminatedPods: {},
        };
      },
      {subresource: 'status'},
    );
  }

  /** Nothing more is made of one that has ended; it goes when its time is over. */
  #afterEnd(job: Job, {lastTransitionTime}: JobCondition): Turn {
    for (const pod of this.#podsOf(job)) release(this.#parts, pod);
    this.#failures.delete(keyOf(job));
    const {ttlSecondsAfterFinished} = job.spec;
    if (ttlSecondsAfterFinished === undefined || job.metadata.deletionTimestamp !== undefined) return;
    const left = ttlSecondsAfterFinished - secondsSince(lastTransitionTime, this.#parts);
    if (left > 0) this.#later.add(keyOf(job), left);
    else this.#parts.objects.delete(jobs, job, {propagationPolicy: 'Foreground'});
  }

  #event(job: Job, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: job}, {type, ...entry});
  }
}
