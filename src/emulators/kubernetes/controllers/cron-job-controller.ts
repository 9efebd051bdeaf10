import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import type {CronJob, JobReference} from '../objects/cron-job.ts';
import {endOf, type Job} from '../objects/job.ts';
import {cronJobs} from '../resources/cron-jobs.ts';
import {nextTime, parseSchedule, type Schedule} from '../resources/cron-schedule.ts';
import {jobs} from '../resources/jobs.ts';
import type {StoreEvent} from '../store/store.ts';
import {ownerReference} from './claim.ts';
import type {Controller, ControllerParts} from './controller.ts';
import type {DelayedKeys} from './delayed-keys.ts';
import type {Turn} from './key-queue.ts';
import {runOwnerController} from './owner-controller.ts';

const source = {component: 'cronjob-controller'};
/** Of the times that were missed while nobody looked, no more are gone through. */
const mostMissed = 1_000;

/**
 * A Job at each time of a schedule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function runCronJobController(parts: ControllerParts): Controller {
  return runOwnerController(parts, {
    name: 'cronjob-controller',
    type: cronJobs,
    keysOf,
    createReconciler: (later) => new CronJobReconciler(parts, later),
  });
}

function keysOf(_: ControllerParts, {resource, object, previous}: StoreEvent): string[] {
  if (resource === cronJobs) return [keyOf(object)];
  if (resource !== jobs) return [];
  const owners = [controllerOf(object), previous && controllerOf(previous)];
  return owners.flatMap((owner) => (owner?.kind === 'CronJob' ? [`${object.metadata.namespace}/${owner.name}`] : []));
}

class CronJobReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {namespace, name} = splitKey(key);
    const {store} = this.#parts;
    const cronJob = store.get(cronJobs, namespace, name);
    if (cronJob === undefined) return;
    const own = store.list(jobs, namespace).filter((job) => controllerOf(job)?.uid === cronJob.metadata.uid);
    const status = this.#withoutEnded(cronJob, own);
    this.#clear(cronJob, own);
    if (cronJob.metadata.deletionTimestamp === undefined && !cronJob.spec.suspend) this.#schedule(cronJob, status);
    this.#parts.objects.change<CronJob>(cronJobs, cronJob, (next) => (next.status = status), {subresource: 'status'});
  }

  /** Its status without the Jobs that have ended or are gone. */
  #withoutEnded(cronJob: CronJob, own: readonly Job[]): CronJob['status'] {
    const {active = [], ...status} = cronJob.status;
    const left: JobReference[] = [];
    for (const reference of active) {
      const job = own.find(({metadata}) => metadata.uid === reference.uid);
      const end = job === undefined ? undefined : endOf(job);
      if (job === undefined) {
        this.#event(cronJob, {reason: 'MissingJob', message: `Active job went missing: ${reference.name}`});
      } else if (end === undefined) {
        left.push(reference);
      } else {
        const message = `Saw completed job: ${reference.name}, condition: ${end.type}`;
        this.#event(cronJob, {reason: 'SawCompletedJob', message});
        if (job.status.completionTime !== undefined) status.lastSuccessfulTime = job.status.completionTime;
      }
    }
    return {...status, ...(left.length === 0 ? {} : {active: left})};
  }

  /** Deletes the oldest of the Jobs that have ended, beyond those that are kept. */
  #clear(cronJob: CronJob, own: readonly Job[]): void {
    const {successfulJobsHistoryLimit, failedJobsHistoryLimit} = cronJob.spec;
    const kept = {Complete: successfulJobsHistoryLimit, Failed: failedJobsHistoryLimit};
    for (const [type, limit] of Object.entries(kept)) {
      const ended = own
        .filter((job) => endOf(job)?.type === type && job.metadata.deletionTimestamp === undefined)
        .sort((one, other) => startOf(one) - startOf(other) || one.metadata.name.localeCompare(other.metadata.name));
      for (const job of ended.slice(0, Math.max(0, ended.length - limit))) this.#delete(cronJob, job);
    }
  }

  #delete(cronJob: CronJob, job: Job): void {
    this.#parts.objects.delete(jobs, job, {propagationPolicy: 'Background'});
    this.#event(cronJob, {reason: 'SuccessfulDelete', message: `Deleted job ${job.metadata.name}`});
  }

  /** Makes the Job whose time has come, if one has, and looks again at the next time. */
  #schedule(cronJob: CronJob, status: CronJob['status']): void {
    const {schedule: text, timeZone, startingDeadlineSeconds, concurrencyPolicy} = cronJob.spec;
    const {clock, timings, store} = this.#parts;
    const schedule = parseSchedule(text);
    const now = clock.now();
    const deadlineMs = startingDeadlineSeconds === undefined ? Infinity : startingDeadlineSeconds * 1000;
    const sinceMs = Date.parse(status.lastScheduleTime ?? cronJob.metadata.creationTimestamp);
    const {due, next} = lastDue(schedule, {sinceMs, now, timeZone});
    if (next !== undefined) this.#later.add(keyOf(cronJob), (next - now) / timings.secondMs);
    if (due === undefined) return;
    if (due + deadlineMs < now) {
      const message = `Missed scheduled time to start a job: ${new Date(due).toUTCString().replace('GMT', '+0000')}`;
      return this.#event(cronJob, {type: 'Warning', reason: 'MissSchedule', message});
    }
    if (concurrencyPolicy === 'Forbid' && (status.active ?? []).length > 0) {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      return this.#event(cronJob, {reason: 'JobAlreadyActive', message});
    }
    if (concurrencyPolicy === 'Replace') {
      for (const {name, namespace} of status.active ?? []) {
        const job = store.get(jobs, namespace, name);
        if (job !== undefined) this.#delete(cronJob, job);
      }
      delete status.active;
    }
    this.#create(cronJob, due, status);
  }

  #create(cronJob: CronJob, dueMs: number, status: CronJob['status']): void {
    const {store, objects, clock} = this.#parts;
    const {name, namespace = ''} = cronJob.metadata;
    const {metadata = {}, spec} = cronJob.spec.jobTemplate;
    const due = clock.timestamp(dueMs);
    const jobName = `${name}-${Math.floor(dueMs / 60_000)}`;
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: jobName,
        namespace,
        ...(metadata.labels === undefined ? {} : {labels: metadata.labels}),
        annotations: {...metadata.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': due},
        ownerReferences: [ownerReference(cronJob)],
      },
      spec,
      status: {},
    };
    try {
      // The rest is what creating it fills in.
      const made = store.get(jobs, namespace, jobName) ?? objects.create(jobs, job as unknown as Job);
      const {uid, resourceVersion} = made.metadata;
      this.#event(cronJob, {reason: 'SuccessfulCreate', message: `Created job ${jobName}`});
      status.active = [
        ...(status.active ?? []),
        {apiVersion: 'batch/v1', kind: 'Job', name: jobName, namespace, resourceVersion, uid},
      ];
      status.lastScheduleTime = due;
    } catch (error) {
      const message = `Error creating job: ${error instanceof Error ? error.message : String(error)}`;
      this.#event(cronJob, {type: 'Warning', reason: 'FailedCreate', message});
    }
  }

  #event(cronJob: CronJob, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: cronJob}, {type, ...entry});
  }
}

const startOf = ({status, metadata}: Job): number => Date.parse(status.startTime ?? metadata.creationTimestamp);

/** The latest time of a schedule that has come since, and the one that comes next, in ms since 1970. */
function lastDue(
  schedule: Schedule,
  {sinceMs, now, timeZone}: {sinceMs: number; now: number; timeZone: string | undefined},
): {due: number | undefined; next: number | undefined} {
  let due: number | undefined;
  let next = nextTime(schedule, sinceMs, timeZone);
  for (let missed = 0; next !== undefined && next <= now && missed < mostMissed; missed += 1) {
    due = next;
    next = nextTime(schedule, next, timeZone);
  }
  if (next !== undefined && next <= now) {
    due = next;
    next = nextTime(schedule, now, timeZone);
  }
  return {due, next};
}
