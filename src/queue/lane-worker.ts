import {Worker, type Job} from 'bullmq';
import type {KeptReference} from './kept-outcomes.ts';
import type {QueueConnection} from './queue-connection.ts';
import type {SharedBackend} from './shared-backend.ts';
import type {Log} from '#src/lifecycle/log.ts';

/** A worker that is gone for this long, in ms, loses its job. */
const lockMs = 10_000;
/** Jobs that were lost are looked for at most so often, in ms. */
const stalledCheckMs = 1_000;

/** A job that is this process's to run, until `lost`. */
export interface Turn {
  readonly job: Job<unknown, KeptReference>;
  readonly token: string;
  readonly lost: AbortSignal | undefined;
}

interface LaneWorkerOptions {
  readonly connection: QueueConnection;
  readonly backend: SharedBackend;
  readonly process: (turn: Turn) => Promise<KeptReference>;
  readonly log: Log;
}

/**
 * BullMQ's worker of one lane, which takes what is there when it is told to: it has no connection of its own and waits for
 * nothing, so it costs nothing when it is closed. How jobs are taken, locked and ended is BullMQ's.
 * @see https://docs.bullmq.io/patterns/manually-fetching-jobs
 */
export class LaneWorker extends Worker<unknown, KeptReference> {
  constructor(lane: string, {connection, backend, process, log}: LaneWorkerOptions) {
    const {redis, prefix, outages} = connection;
    super(
      lane,
      async (job, token = '', lost) => process({job, token, lost}),
      {
        connection: redis,
        prefix,
        autorun: false,
        concurrency: 1,
        lockDuration: lockMs,
        stalledInterval: stalledCheckMs,
        maxStalledCount: 1,
      },
      backend.factory,
    );
    this.on('error', (error) => outages.heardBy(`lane ${lane}`, error));
    this.on('failed', (job, error) => log(`lane ${lane}, job ${job?.id ?? ''}`, error));
    this.on('lockRenewalFailed', (jobIds) => {
      for (const jobId of jobIds) this.cancelJob(jobId, 'the lock was lost: another worker may have the job');
    });
  }

  /**
   * Runs what is there, one after the other, as long as `mayGoOn`, which is asked at the end of each.
   * @returns whether something may be left
   */
  async runAll(mayGoOn: () => boolean): Promise<boolean> {
    this.lockManager.start();
    let goesOn = true;
    const goOn = (): boolean => {
      goesOn = mayGoOn();
      return goesOn;
    };
    let job: Job<unknown, KeptReference> | undefined = await this.getNextJob(this.id, {block: false});
    while (job !== undefined) job = (await this.processJob(job, this.id, goOn)) ?? undefined;
    return !goesOn;
  }

  /** Puts jobs back whose workers are gone. BullMQ marks them at first: it is asked again. @returns whether it did */
  async putBackLost(): Promise<boolean> {
    return (await this.backend.moveStalledJobsToWait()).length > 0;
  }
}
