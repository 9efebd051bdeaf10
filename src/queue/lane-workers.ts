import {CommandRuns, type CommandRunsOptions} from './command-runs.ts';
import {Cancellations} from './cancellations.ts';
import type {KeptReference} from './kept-outcomes.ts';
import {LaneWorker, type Turn} from './lane-worker.ts';
import {LiveLanes} from './live-lanes.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {subscribe} from '#src/lifecycle/subscribe.ts';
import {SharedBackend} from './shared-backend.ts';
import {Slots} from './slots.ts';

/** How often the lanes in which something goes on are read, in ms, and how often all that are live. */
const pollMs = 2_000;
const wholePollMs = 180_000;
/** Commands that a process runs at a time; one that takes longer, in ms, mostly waits, and is in nobody's way. */
const atOnce = 50;
const longMs = 300;
/** How long what is away may hold up closing, in ms: with Redis away it would take for ever. */
const closeMs = 1_500;

/** What a process does in one lane. */
interface Work {
  readonly worker: LaneWorker;
  /** Something was put in line since it last looked. */
  isAskedAgain: boolean;
  /** The run of a command, and all of it. */
  running: Promise<unknown>;
  ended: Promise<void>;
}

/**
 * This process's share of the work: it takes what waits in a lane when it hears of it, by a nudge or by the look at the lanes
 * in which something goes on. The lane's global concurrency of 1 keeps its order, however many processes there are.
 */
export class LaneWorkers {
  readonly #options: CommandRunsOptions;
  readonly #lanes: LiveLanes;
  readonly #cancelNudges: string;
  readonly #runs: CommandRuns;
  readonly #backend: SharedBackend;
  readonly #slots = new Slots(atOnce);
  readonly #atWork = new Map<string, Work>();
  readonly #looks = new Repeated({
    work: async () => this.#look(),
    everyMs: pollMs,
    failed: (error) => this.#options.log('the live lanes could not be read', error),
  });
  /** When all lanes that are live are looked at again, on the process's own clock. */
  #wholeLookAt = -Infinity;
  #endNudges = (): void => undefined;
  #isClosing = false;

  constructor(options: CommandRunsOptions) {
    this.#options = options;
    this.#lanes = new LiveLanes(options.connection);
    this.#cancelNudges = new Cancellations(options.connection).nudgeChannel;
    this.#runs = new CommandRuns(options);
    this.#backend = new SharedBackend(options.connection);
  }

  async start(): Promise<void> {
    this.#endNudges = await subscribe(this.#options.connection, [this.#lanes.nudgeChannel, this.#cancelNudges], {
      heard: (channel, message) => {
        if (channel === this.#lanes.nudgeChannel) this.#serve(message);
        else this.#runs.cancel(message);
      },
      // what was said meanwhile was not heard
      isBack: () => (this.#wholeLookAt = -Infinity),
    });
    await this.#looks.startAtOnce();
  }

  /** Lanes in which this process does something now. */
  get openLanes(): number {
    return this.#atWork.size;
  }

  /** Takes nothing new and waits for what runs, up to `graceMs`; what then still runs is another process's to repeat. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true;
    this.#endNudges();
    await this.#looks.close();
    const left = [...this.#atWork.values()];
    const areRun = await endsWithin(Promise.allSettled(left.map(async ({running}) => running)), graceMs);
    // of one that runs still nothing more is to be waited for
    if (areRun) await endsWithin(Promise.all(left.map(async ({ended}) => ended)), closeMs);
    const closing = [...this.#atWork.values()].map(async ({worker}) => worker.close(true));
    await endsWithin(Promise.all(closing), closeMs);
    await endsWithin(this.#backend.close(), closeMs);
  }

  async #look(): Promise<void> {
    const isWhole = performance.now() >= this.#wholeLookAt;
    const {ready, lost} = await this.#lanes.look({now: Date.now(), isWhole});
    if (isWhole) this.#wholeLookAt = performance.now() + wholePollMs;
    for (const lane of ready) this.#serve(lane);
    for (const lane of lost) if (await this.#putBackLost(lane)) this.#serve(lane);
  }

  async #putBackLost(lane: string): Promise<boolean> {
    const worker = this.#openWorker(lane);
    try {
      return await worker.putBackLost();
    } finally {
      await worker.close();
    }
  }

  /** Takes what waits in a lane, or looks there once more when it has done so. */
  #serve(lane: string): void {
    if (this.#isClosing) return;
    const atWork = this.#atWork.get(lane);
    if (atWork !== undefined) {
      atWork.isAskedAgain = true;
      return;
    }
    const none = Promise.resolve();
    const work: Work = {worker: this.#openWorker(lane), isAskedAgain: false, running: none, ended: none};
    this.#atWork.set(lane, work);
    work.ended = this.#work(lane, work);
  }

  async #work(lane: string, work: Work): Promise<void> {
    const {connection, log} = this.#options;
    try {
      let mayBeMore: boolean;
      do {
        work.isAskedAgain = false;
        mayBeMore = await this.#takeTurn(work.worker);
      } while ((mayBeMore || work.isAskedAgain) && !this.#isClosing);
      // others have heard of what came in line while they could not take it
      if (mayBeMore || work.isAskedAgain) this.#lanes.nudge(lane).catch(() => undefined);
    } catch (error) {
      connection.outages.heardBy(`lane ${lane}`, error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#atWork.delete(lane);
    }
    await work.worker.close().catch((error: unknown) => log(`lane ${lane}`, error));
  }

  /** @returns whether something may be left there */
  async #takeTurn(worker: LaneWorker): Promise<boolean> {
    const giveBack = await this.#slots.take();
    const giveBackLate = setTimeout(giveBack, longMs);
    try {
      return this.#isClosing || (await worker.runAll(() => !this.#isClosing && !this.#slots.areWaitedFor));
    } finally {
      clearTimeout(giveBackLate);
      giveBack();
    }
  }

  #openWorker(lane: string): LaneWorker {
    const {connection, log} = this.#options;
    return new LaneWorker(lane, {
      connection,
      backend: this.#backend,
      log,
      process: async (turn) => this.#run(lane, turn),
    });
  }

  async #run(lane: string, turn: Turn): Promise<KeptReference> {
    const work = this.#atWork.get(lane);
    const running = this.#runs.process(turn);
    if (work === undefined) return running;
    work.running = running;
    try {
      return await running;
    } finally {
      // what was put in line until now is taken at its end
      work.isAskedAgain = false;
    }
  }
}
