import {FlowProducer, Queue} from 'bullmq';
import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import type {Namespace} from '#src/sandbox/sandbox.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';
import {Cancellations} from './cancellations.ts';
import {GivenUp} from './given-up.ts';
import {outcomeKey} from './kept-outcomes.ts';
import {LiveLanes} from './live-lanes.ts';
import type {QueueConnection} from './queue-connection.ts';
import {
  laneName,
  laneOf,
  lanePrefix,
  lanesOf,
  operationJobId,
  repliesQueue,
  replyJobId,
  sandboxOfLane,
} from './queue-names.ts';
import {SharedBackend} from './shared-backend.ts';
import {Turns} from './turns.ts';
import {words} from '#src/words/words.ts';

/** How long ended jobs are kept, in seconds: a second delivery of the same interaction finds its job and adds none. */
const keepSeconds = 3_600;
/** A reply is tried for more than an hour, every 15 s at the latest: so long may a chat be away. */
const replyAttempts = 500;
/** Ended jobs of a lane, and of the replies, that are kept at the most: by age alone a lane that fell silent keeps them all. */
const keptJobs = {lane: 20, replies: 5_000, failed: 100} as const;
/** Commands of a lane that may wait: while it is paused, or one takes long, others come in. */
const mostWaiting = 100;
/** Nobody reads BullMQ's streams of events. */
const keptEvents = 10;
/** Workers close a lane that is not live any more within this time, in ms. */
const closedMs = 5_000;
/** Where BullMQ keeps what has not begun. */
const waitingTypes = ['waiting', 'prioritized', 'delayed'] as const;

/** The queue was closed while a command was being stored: whether it is stored, nobody knows. */
export class QueueClosedError extends Error {
  override readonly name = 'QueueClosedError';
}

export interface SubmitOptions {
  /** It waits until its lane is resumed. */
  readonly isPaused?: boolean;
  /** It is stored after that, and not at all when that fails; its place in line it has before. */
  readonly after?: Promise<void> | undefined;
}

/** Where commands are put in line: one queue a sandbox, and for each command a flow whose parent answers. */
export class CommandQueue {
  readonly #connection: QueueConnection;
  readonly #backend: SharedBackend;
  readonly #flows: FlowProducer;
  readonly #lanes: LiveLanes;
  readonly #cancellations: Cancellations;
  readonly #withdrawals: GivenUp;
  readonly #queues = new Map<string, Queue>();
  readonly #turns = new Turns();
  /** Lanes that nobody has any more and that go soon, by when that was found, on the process's own clock. */
  readonly #retired = new Map<string, number>();
  readonly #givenUp = Promise.withResolvers<never>();

  constructor(connection: QueueConnection) {
    this.#connection = connection;
    this.#backend = new SharedBackend(connection);
    this.#flows = new FlowProducer(this.#bullOptions(), this.#backend.factory);
    this.#flows.on('error', (error) => connection.outages.heardBy('the queue', error));
    this.#lanes = new LiveLanes(connection);
    this.#cancellations = new Cancellations(connection);
    this.#withdrawals = new GivenUp(connection);
    this.#givenUp.promise.catch(() => undefined);
  }

  /**
   * Stores the command and the duty to answer it in one step, behind everything that was submitted before it for the same
   * sandbox. Waits while Redis is away. The same command twice is stored once.
   * @returns how many commands of the sandbox are ahead of it
   * @throws QueueClosedError when it was given up first, UserError `too-fast` when too many wait there, what `after` fails of
   */
  async submit(command: Command, {isPaused = false, after}: SubmitOptions = {}): Promise<number> {
    const lane = laneOf(command);
    // it may fail before it is this one's turn
    after?.catch(() => undefined);
    const storing = this.#turns.take(lane, async () => {
      await after;
      return this.#store(lane, command, isPaused);
    });
    return Promise.race([storing, this.#givenUp.promise]);
  }

  /** Cancels what waits and runs in a sandbox. Each is answered in its turn, without being run. */
  async cancel(namespace: Namespace): Promise<readonly Command[]> {
    const queue = await this.#openQueue(laneName(namespace));
    const jobs = await queue.getJobs(['active', ...waitingTypes], 0, -1, true);
    // one that is answered meanwhile has no data any more
    const commands = jobs.flatMap((job) => commandSchema.safeParse(job?.data.command).data ?? []);
    for (const command of commands) await this.#cancellations.request(command.id);
    return commands;
  }

  /** Cancels commands by their ids, whether they are there yet or not. */
  async cancelAll(commandIds: readonly string[]): Promise<void> {
    for (const id of commandIds) await this.#cancellations.request(id);
  }

  /** Takes a command out of line whose client has given it up. @returns false for one that has begun: it is answered */
  async withdraw(command: Command): Promise<boolean> {
    return this.#withdrawals.withdraw(command);
  }

  /** From here on nothing of these sandboxes is begun; what runs goes on to its end. */
  async pause(namespaces: readonly Namespace[]): Promise<void> {
    for (const namespace of namespaces) await (await this.#openQueue(laneName(namespace))).pause();
  }

  async resume(namespaces: readonly Namespace[]): Promise<void> {
    for (const namespace of namespaces) await this.#resume(laneName(namespace));
  }

  /**
   * Makes every lane that has something to do go on or not, as is said of it. `pausedNow` is asked once the lanes are known:
   * who came to a paused workshop by then is among them.
   */
  async align(pausedNow: () => Promise<ReadonlySet<Namespace>>): Promise<void> {
    const working = await this.#lanes.working();
    const paused = new Set([...(await pausedNow())].map(laneName));
    const lanes = [...new Set([...working, ...paused])];
    const isPaused = await Promise.all(
      lanes.map(async (lane) => this.#connection.redis.hexists(`${this.#connection.prefix}:${lane}:meta`, 'paused')),
    );
    for (const [index, lane] of lanes.entries()) {
      if ((isPaused[index] === 1) === paused.has(lane)) continue;
      if (paused.has(lane)) await (await this.#openQueue(lane)).pause();
      else await this.#resume(lane);
    }
  }

  /** Whether something of a sandbox waits or runs. */
  async hasWork(namespace: Namespace): Promise<boolean> {
    return this.#hasWork(laneName(namespace));
  }

  /** Deletes all that is kept of a sandbox's commands, and of the replies to those named. For a sandbox that is gone. */
  async forget(namespace: Namespace, commandIds: readonly string[]): Promise<void> {
    for (const lane of lanesOf(namespace)) {
      await (await this.#openQueue(lane)).obliterate({force: true});
      await this.#closeQueue(lane);
    }
    const replies = await this.#openQueue(repliesQueue);
    for (const id of commandIds) {
      await replies.remove(replyJobId(id));
      await this.#connection.redis.del(outcomeKey(this.#connection.prefix, id));
    }
  }

  /**
   * As `sweep`, of the lanes that have lately had something to do. Workers that serve them are told first that they need not,
   * and the lane is deleted some looks later: a worker writes there as long as it looks for stalled jobs.
   */
  async sweepLive(isOwned: (namespace: string) => boolean): Promise<void> {
    const live = await this.#lanes.list();
    for (const [lane, retiredAt] of this.#retired) {
      const isBack = live.has(lane) || isOwned(sandboxOfLane(lane));
      if (!isBack && performance.now() - retiredAt < closedMs) continue;
      this.#retired.delete(lane);
      if (!isBack) await this.#sweepInTurn(lane);
    }
    for (const [lane, touchedAt] of live) {
      if (isOwned(sandboxOfLane(lane)) || Date.now() - touchedAt < closedMs || (await this.#hasWork(lane))) continue;
      await this.#lanes.retire(lane, touchedAt);
      this.#retired.set(lane, performance.now());
    }
  }

  /** Deletes what is kept of lanes in which nothing goes on, and whose sandbox is nobody's any more. */
  async sweep(isOwned: (namespace: string) => boolean): Promise<void> {
    const {redis, prefix} = this.#connection;
    const begin = `${prefix}:${lanePrefix}`;
    const keys = new Set<string>();
    for await (const found of redis.scanStream({match: `${begin}*:meta`, count: 1_000})) {
      for (const key of z.array(z.string()).parse(found)) keys.add(key);
    }
    for (const key of keys) {
      const lane = key.slice(prefix.length + 1, -':meta'.length);
      if (!isOwned(sandboxOfLane(lane))) await this.#sweepInTurn(lane);
    }
  }

  /** Behind what is being stored there: who comes back has their first command kept. */
  async #sweepInTurn(lane: string): Promise<void> {
    await this.#turns.take(lane, async () => {
      if (!(await this.#hasWork(lane))) await (await this.#openQueue(lane)).obliterate();
      await this.#closeQueue(lane);
    });
  }

  /** Nobody waits any more for what is being stored. */
  giveUp(): void {
    this.#givenUp.reject(new QueueClosedError('the queue is closed'));
  }

  async close(): Promise<void> {
    this.giveUp();
    await this.#turns.settled();
    await this.#flows.close();
    await Promise.all([...this.#queues.values()].map(async (queue) => queue.close()));
    await this.#backend.close();
  }

  async #hasWork(lane: string): Promise<boolean> {
    return (await (await this.#openQueue(lane)).getJobCountByTypes('active', ...waitingTypes)) > 0;
  }

  async #resume(lane: string): Promise<void> {
    await (await this.#openQueue(lane)).resume();
    // workers may have closed a lane in which nothing went on
    await this.#lanes.touch(lane, Date.now());
    await this.#lanes.nudge(lane);
  }

  async #store(lane: string, command: Command, isPaused: boolean): Promise<number> {
    const queue = await this.#openQueue(lane);
    await this.#openQueue(repliesQueue);
    if (isPaused) await queue.pause();
    const [ahead] = await Promise.all([
      queue.getJobCountByTypes('active', ...waitingTypes),
      this.#lanes.touch(lane, Date.now()),
    ]);
    if (ahead >= mostWaiting && command.task === undefined) {
      throw new UserError('too-fast', words().replies.tooManyWaiting({count: ahead}));
    }
    const {prefix} = this.#connection;
    await this.#flows.add({
      name: 'reply',
      queueName: repliesQueue,
      prefix,
      data: {command},
      opts: {
        jobId: replyJobId(command.id),
        attempts: replyAttempts,
        backoff: {type: 'bounded'},
        removeOnComplete: {age: keepSeconds, count: keptJobs.replies},
        removeOnFail: {age: 24 * keepSeconds, count: keptJobs.failed},
      },
      children: [
        {
          name: command.operation.kind,
          queueName: lane,
          prefix,
          data: {command},
          opts: {
            jobId: operationJobId(command.id),
            attempts: 1,
            ignoreDependencyOnFailure: true,
            removeOnComplete: {age: keepSeconds, count: keptJobs.lane},
            removeOnFail: {age: 24 * keepSeconds, count: keptJobs.lane},
          },
        },
      ],
    });
    await this.#lanes.nudge(lane);
    return ahead;
  }

  /** A lane's queue, with its global concurrency set: a job added before that could run beside another. */
  async #openQueue(lane: string): Promise<Queue> {
    const known = this.#queues.get(lane);
    if (known !== undefined) return known;
    const queue = new Queue(
      lane,
      {...this.#bullOptions(), streams: {events: {maxLen: keptEvents}}},
      this.#backend.factory,
    );
    queue.on('error', (error) => this.#connection.outages.heardBy(`lane ${lane}`, error));
    try {
      if (lane === repliesQueue) await queue.waitUntilReady();
      else await queue.setGlobalConcurrency(1);
    } catch (error) {
      // a Redis that is full takes no settings
      await queue.close();
      throw error;
    }
    this.#queues.set(lane, queue);
    return queue;
  }

  async #closeQueue(lane: string): Promise<void> {
    const queue = this.#queues.get(lane);
    this.#queues.delete(lane);
    await queue?.close();
  }

  #bullOptions(): {connection: QueueConnection['redis']; prefix: string} {
    return {connection: this.#connection.redis, prefix: this.#connection.prefix};
  }
}
