import {z} from 'zod';
import type {Log} from '#src/lifecycle/log.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';
import {Cancellations} from './cancellations.ts';
import {GivenUp} from './given-up.ts';
import {KeptOutcomes, type HeldJob, type KeptReference} from './kept-outcomes.ts';
import type {Turn} from './lane-worker.ts';
import type {QueueConnection} from './queue-connection.ts';

/** How often a running operation looks whether it is cancelled and what waits behind it, in ms. */
const lookMs = 1_000;
/** What only waits makes way for what has waited behind it for so long, in ms: lines typed together keep their meaning. */
const patienceMs = 5_000;

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

export interface CommandRunsOptions {
  readonly connection: QueueConnection;
  readonly run: OperationRunner;
  /**
   * Brings everybody else up to date with an outcome, before it is answered. It waits while Redis is away, and can be done
   * twice. What it can't do is no reason to lose the outcome.
   */
  readonly settle?: (command: Command, outcome: Outcome) => Promise<void>;
  readonly log: Log;
}

/** The runs of commands in this process. */
export class CommandRuns {
  readonly #options: CommandRunsOptions;
  readonly #cancellations: Cancellations;
  readonly #givenUp: GivenUp;
  readonly #outcomes: KeptOutcomes;
  readonly #running = new Map<string, AbortController>();

  constructor(options: CommandRunsOptions) {
    this.#options = options;
    this.#cancellations = new Cancellations(options.connection);
    this.#givenUp = new GivenUp(options.connection);
    this.#outcomes = new KeptOutcomes(options.connection);
  }

  /** A command is to be cancelled, if it runs here. */
  cancel(commandId: string): void {
    this.#running.get(commandId)?.abort(new Error('cancelled'));
  }

  /** Runs the command, unless an earlier run of it came to its end, and settles what it came to before that is answered. */
  async process(turn: Turn): Promise<KeptReference> {
    const {job, token} = turn;
    const {command} = jobDataSchema.parse(job.data);
    const held = {queueName: job.queueName, jobId: job.id ?? '', token};
    const [ended, isCancelled, isWithdrawn] = await Promise.all([
      this.#outcomes.find(command.id),
      this.#cancellations.isRequested(command.id),
      this.#givenUp.isWithdrawn(command.id),
    ]);
    const own = ended ?? (isCancelled || isWithdrawn ? {kind: 'cancelled' as const} : await this.#run(turn, held));
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

const jobDataSchema = z.object({command: commandSchema, noted: z.unknown().optional()});
