import type {Outcome} from '#src/operations/outcome.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import type {OperationRunner} from '#src/queue/command-runs.ts';
import {LaneWorkers} from '#src/queue/lane-workers.ts';
import {openQueueConnection, type QueueConnection} from '#src/queue/queue-connection.ts';
import {openReplyWorker} from '#src/queue/reply-worker.ts';
import {FinishingRedis} from '#src/store/full-redis.ts';
import type {Command} from '#src/workshop/command.ts';
import {waitUntil} from '#test/support/wait-until.ts';

export const done = (text: string): Outcome => ({kind: 'done', text, notes: []});

type Deliver = (command: Command, outcome: Outcome) => Promise<void>;

/** Commands, what runs them and what answers them, on a prefix of their own. */
export class Lanes {
  readonly connection: QueueConnection;
  readonly queue: CommandQueue;
  /** What was delivered, by the command's id, the oldest first. */
  readonly answers = new Map<string, Outcome[]>();
  /** The workers'. */
  readonly #finishing: QueueConnection;
  readonly #closing: (() => Promise<unknown>)[] = [];

  constructor(url: string, prefix: string) {
    this.connection = openQueueConnection(url, prefix);
    this.queue = new CommandQueue(this.connection);
    this.#finishing = openQueueConnection(url, prefix, {open: (...own) => new FinishingRedis(...own)});
  }

  /** A process's share of the work. */
  async startWorkers(run: OperationRunner, settle?: Deliver): Promise<LaneWorkers> {
    const workers = new LaneWorkers({
      connection: this.#finishing,
      run,
      ...(settle === undefined ? {} : {settle}),
      log: () => undefined,
    });
    this.#closing.push(async () => workers.close(1_000));
    await workers.start();
    return workers;
  }

  startReplies(deliver: Deliver = async () => Promise.resolve(), settle?: Deliver): void {
    const worker = openReplyWorker({
      connection: this.#finishing,
      ...(settle === undefined ? {} : {settle}),
      deliver: async (command, outcome) => {
        await deliver(command, outcome);
        this.answers.set(command.id, [...(this.answers.get(command.id) ?? []), outcome]);
      },
      log: () => undefined,
    });
    this.#closing.push(async () => worker.close());
  }

  /** The first answer to a command, once there is one. */
  async answer(commandId: string, withinMs?: number): Promise<Outcome> {
    return waitUntil(
      `command ${commandId} is answered`,
      async () => Promise.resolve(this.answers.get(commandId)?.[0]),
      withinMs === undefined ? {} : {withinMs},
    );
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) await close();
    await this.queue.close();
    this.connection.redis.disconnect();
    this.#finishing.redis.disconnect();
  }
}

/** Something that is waited for until it is opened. */
export class Gate {
  readonly passed: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.passed = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}
