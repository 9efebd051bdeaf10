import type {Log} from '#src/lifecycle/log.ts';
import type {Learners} from '#src/store/learners.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';

/** How often the learners are read again, in ms, should a nudge be lost. */
const reloadMs = 5_000;

/** Who is in the workshop, from memory: for what must answer at once, and for the views. */
export class Directory {
  readonly #learners: Learners;
  readonly #log: Log;
  readonly #left: (learner: Learner) => void;
  #byId = new Map<string, Learner>();
  #byNamespace = new Map<string, Learner>();
  readonly #reloads = new Repeated({
    work: async () => this.#read(),
    everyMs: reloadMs,
    failed: (error) => this.#log('the learners could not be read', error),
  });

  /** @param left is told who is in it no more; who came back is another stay */
  constructor(learners: Learners, {log, left}: {log: Log; left: (learner: Learner) => void}) {
    this.#learners = learners;
    this.#log = log;
    this.#left = left;
  }

  /** @throws what keeps the learners from being read: nobody is told that they have no sandbox before it is known */
  async start(): Promise<void> {
    await this.#read();
    this.#reloads.start();
  }

  async close(): Promise<void> {
    await this.#reloads.close();
  }

  async reload(): Promise<void> {
    try {
      await this.#read();
    } catch (error) {
      this.#log('the learners could not be read', error);
    }
  }

  async #read(): Promise<void> {
    const learners = await this.#learners.list();
    const before = this.#byId;
    this.#byId = new Map(learners.map((learner) => [learner.id, learner]));
    this.#byNamespace = new Map(learners.map((learner) => [learner.namespace, learner]));
    for (const learner of before.values()) {
      if (this.#byId.get(learner.id)?.joinedAt !== learner.joinedAt) this.#left(learner);
    }
  }

  add(learner: Learner): void {
    this.#byId.set(learner.id, learner);
    this.#byNamespace.set(learner.namespace, learner);
  }

  find(learnerId: string): Learner | undefined {
    return this.#byId.get(learnerId);
  }

  findByNamespace(namespace: string): Learner | undefined {
    return this.#byNamespace.get(namespace);
  }

  /** In the order in which they joined. */
  list(): Learner[] {
    return [...this.#byId.values()].sort((a, b) => a.joinedAt - b.joinedAt);
  }
}
