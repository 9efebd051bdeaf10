import type {Namespace} from '#src/sandbox/sandbox.ts';
import {Learners} from '#src/store/learners.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import type {HelpLine} from './help-line.ts';
import type {TaskRunner} from './task-runner.ts';
import type {WorkshopClosing} from './workshop-closing.ts';
import type {WorkshopKeeper} from './workshop-keeper.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';

/** How often it is looked, in ms. */
const everyMs = 3_000;

export type UpkeepParts = Pick<FacilitatorsOptions, 'store' | 'workshops' | 'queue' | 'log'> & {
  readonly keeper: WorkshopKeeper;
  readonly closing: WorkshopClosing;
  readonly tasks: TaskRunner;
  readonly help: HelpLine;
};

/**
 * Makes what is so what is stored: lanes are paused or not as their workshop is, what is closing is closed, tasks are at
 * work, who left waits for no help, and the queues keep nothing of them. Whatever ended or broke an act of several steps, its first step is stored
 * and this does the others.
 */
export class Upkeep {
  readonly #parts: UpkeepParts;
  readonly #looks = new Repeated({
    work: async () => this.#look(),
    everyMs,
    failed: (error) => this.#parts.log('what is stored could not be made so: it is tried again', error),
  });

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** Resolves when it has looked for the first time. */
  async start(): Promise<void> {
    await this.#looks.startAtOnce();
  }

  async close(): Promise<void> {
    await this.#looks.close();
  }

  async #look(): Promise<void> {
    const {workshops, queue, keeper, closing, tasks, help} = this.#parts;
    await workshops.refresh();
    await tasks.goOn();
    await queue.align(async () => this.#pausedNow());
    await closing.goOn();
    await keeper.goOn();
    await help.endOfWhoLeft();
    await queue.sweepLive((namespace) => workshops.ofNamespace(namespace) !== undefined);
  }

  /** From the store, with those whose lab is not here. */
  async #pausedNow(): Promise<ReadonlySet<Namespace>> {
    const {workshops, store} = this.#parts;
    const paused = (await workshops.listAll()).filter(({state}) => state === 'paused');
    const learners = await Promise.all(paused.map(async ({id}) => new Learners(store, id).list()));
    return new Set(learners.flat().map(({namespace}) => namespace));
  }
}
