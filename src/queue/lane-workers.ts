import {Queue, Worker, type Job} from 'bullmq';
import {z} from 'zod';
import type {Outcome} from '#src/operations/outcome.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';
import {Cancellations} from './cancellations.ts';
import {KeptOutcomes, type HeldJob, type KeptReference} from './kept-outcomes.ts';
import {LiveLanes} from './live-lanes.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import type {QueueConnection} from './queue-connection.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {subscribe} from '#src/lifecycle/subscribe.ts';

/** How long a lane stays open in a process after its last command, in ms. */
const idleMs = 5 * 60_000;
/** How often the live lanes are read, in ms. */
const pollMs = 2_000;
/** How often a running operation looks whether it is cancelled and what waits behind it, in ms. */
const lookMs = 1_000;
/** What only waits makes way for what has waited behind it for so long, in ms: lines typed together keep their meaning. */
const patienceMs = 5_000;
/** A worker that is gone for this long, in ms, loses its job; the next one looks this often. */
const lockMs = 10_000;
const stalledCheckMs = 4_000;
/** How long a worker without a job may take to close, in ms: with Redis away it would take for ever. */
const closeMs = 1_500;

/** What runs an operation. It is handed what the run before it noted, if there was one. */
export type OperationRunner = (
  command: Command,
  run: {
    readonly signal: AbortSignal;
    readonly noted: unknown;
    readonly note: (value: unknown) => Promise<void>;
    /** Whether something else has waited behind it for a while. */
    readonly isInTheWay: () => boolean;
  },
) => Promise<Outcome>;

export interface LaneWorkersOptions {
  readonly connection: QueueConnection;
  readonly run: OperationRunner;
  /**
   * Brings everybody else up to date with an outcome, before it is answered. It waits while Redis is away, and can be done
   * twice. What it can't do is no reason to lose the outcome.
   */
  readonly settle?: (command: Command, outcome: Outcome) => Promise<void>;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * This process's share of the work: a BullMQ worker for each lane that has something to do, opened when the lane comes
 * alive and closed when it has been idle. The lane's global concurrency of 1 keeps its order, however many processes there are.
 */
export class LaneWorkers {
  readonly #options: LaneWorkersOptions;
  readonly #lanes: LiveLanes;
  readonly #cancellations: Cancellations;
  readonly #outcomes: KeptOutcomes;
  readonly #open = new Map<string, Worker>();
  readonly #running = new Map<string, AbortController>();
  /** What goes on in each lane here. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #looks = new Repeated({
    work: async () => this.#look(),
    everyMs: pollMs,
    failed: (error) => this.#options.log('the live lanes could not be read', error),
  });
  #endNudges = (): void => undefined;
  #isClosing = false;

  constructor(options: LaneWorkersOptions) {
    this.#options = options;
    this.#lanes = new LiveLanes(options.connection);
    this.#cancellations = new Cancellations(options.connection);
    this.#outcomes = new KeptOutcomes(options.connection);
  }

  async start(): Promise<void> {
    const channels = [this.#lanes.nudgeChannel, this.#cancellations.nudgeChannel];
    this.#endNudges = await subscribe(this.#options.connection, channels, (channel, message) => {
      if (channel === this.#lanes.nudgeChannel) this.#openLane(message);
      else this.#running.get(message)?.abort(new Error('cancelled'));
    });
    await this.#looks.startAtOnce();
  }

  /** Lanes that this process serves now. */
  get openLanes(): number {
    return this.#open.size;
  }

  /** Takes nothing new and waits for what runs, up to `graceMs`; what then still runs is another process's to repeat. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true;
    this.#endNudges();
    await this.#looks.close();
    await Promise.all([...this.#open].map(async ([lane, worker]) => this.#end(lane, worker, graceMs)));
  }

  /** A BullMQ worker is closed once, by force or not: what runs is waited for before. */
  async #end(lane: string, worker: Worker, graceMs: number): Promise<void> {
    await worker.pause(true);
    const isIdle = await endsWithin(this.#turns.get(lane) ?? Promise.resolve(), graceMs);
    const closing = worker.close(!isIdle).catch((error: unknown) => this.#options.log(`lane ${lane}`, error));
    await endsWithin(closing, closeMs);
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const live = await this.#lanes.list();
    for (const [lane, touchedAt] of live) {
      if (now - touchedAt < idleMs || !(await this.#isEmpty(lane))) this.#openLane(lane);
      else await this.#lanes.retire(lane, touchedAt);
    }
    for (const [lane, worker] of this.#open) {
      const touchedAt = live.get(lane);
      if (touchedAt === undefined || now - touchedAt >= idleMs) await this.#closeLane(lane, worker);
    }
  }

  async #isEmpty(lane: string): Promise<boolean> {
    const {redis, prefix} = this.#options.connection;
    // only looks: what is set for the lane is the queue's to say, and a lane that was deleted stays so
    const queue = new Queue(lane, {connection: redis, prefix, skipMetasUpdate: true});
    try {
      return (await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')) === 0;
    } finally {
      await queue.close();
    }
  }

  async #closeLane(lane: string, worker: Worker): Promise<void> {
    if (!(await this.#isEmpty(lane))) return;
    this.#open.delete(lane);
    await worker.close();
  }

  #openLane(lane: string): void {
    if (this.#isClosing || this.#open.has(lane)) return;
    const {redis, prefix, outages} = this.#options.connection;
    const worker = new Worker<unknown, KeptReference>(
      lane,
      async (job, token, signal) => this.#takeTurn(lane, {job, token, lost: signal}),
      {
        connection: redis,
        prefix,
        concurrency: 1,
        lockDuration: lockMs,
        stalledInterval: stalledCheckMs,
        maxStalledCount: 1,
      },
    );
    worker.on('error', (error) => outages.heardBy(`lane ${lane}`, error));
    worker.on('failed', (job, error) => this.#options.log(`lane ${lane}, job ${job?.id ?? ''}`, error));
    worker.on('lockRenewalFailed', (jobIds) => {
      for (const jobId of jobIds) worker.cancelJob(jobId, 'the lock was lost: another worker may have the job');
    });
    this.#open.set(lane, worker);
  }

  async #takeTurn(lane: string, turn: Turn): Promise<KeptReference> {
    const turning = this.#process(turn);
    const ended = turning.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(lane, ended);
    try {
      return await turning;
    } finally {
      if (this.#turns.get(lane) === ended) this.#turns.delete(lane);
    }
  }

  /** Runs the command, unless an earlier run of it came to its end, and settles what it came to before that is answered. */
  async #process(turn: Turn): Promise<KeptReference> {
    const {job, token = ''} = turn;
    const {command} = jobDataSchema.parse(job.data);
    const held = {queueName: job.queueName, jobId: job.id ?? '', token};
    const ended = await this.#outcomes.find(command.id);
    const own = ended ?? (await this.#run(turn, held));
    const outcome = ended ?? (await this.#outcomes.keep(command.id, own, held));
    // an outcome of a run that lost its job is not the job's: the other run's is
    if (outcome === undefined) throw new Error('the lock was lost');
    await this.#options
      .settle?.(command, outcome)
      .catch((error: unknown) => this.#options.log(`command ${command.id} was not settled`, error));
    return {kept: command.id};
  }

  async #run({job, lost}: Turn, held: HeldJob): Promise<Outcome> {
    const {command, noted} = jobDataSchema.parse(job.data);
    const {redis, prefix} = this.#options.connection;
    if (await this.#cancellations.isRequested(command.id)) return {kind: 'cancelled'};
    const cancelled = new AbortController();
    this.#running.set(command.id, cancelled);
    let othersSince: number | undefined;
    const look = async (): Promise<void> => {
      if (await this.#cancellations.isRequested(command.id)) cancelled.abort(new Error('cancelled'));
      const hasOthers = (await redis.llen(`${prefix}:${job.queueName}:wait`)) > 0;
      othersSince = hasOthers ? (othersSince ?? performance.now()) : undefined;
    };
    const timer = setInterval(() => void look().catch(() => undefined), lookMs);
    try {
      const outcome = await this.#options.run(command, {
        signal: lost === undefined ? cancelled.signal : AbortSignal.any([cancelled.signal, lost]),
        noted,
        note: async (value) => {
          // what follows a note is done once: not by a process that was stopped while another took the job
          if (await this.#outcomes.isTaken(held)) throw new Error('the lock was lost');
          await job.updateData({command, noted: value});
        },
        // a task is commands of its own, in their order
        isInTheWay: () =>
          command.task === undefined && othersSince !== undefined && performance.now() - othersSince > patienceMs,
      });
      // nobody cancelled it: it stopped because the job may be another worker's
      if (outcome.kind === 'cancelled' && lost?.aborted === true && !cancelled.signal.aborted) {
        throw new Error('the lock was lost');
      }
      return outcome;
    } finally {
      clearInterval(timer);
      this.#running.delete(command.id);
    }
  }
}

/** A job that is this process's to run, until `lost`. */
interface Turn {
  readonly job: Job<unknown, KeptReference>;
  readonly token: string | undefined;
  readonly lost: AbortSignal | undefined;
}

const jobDataSchema = z.object({command: commandSchema, noted: z.unknown().optional()});
