import {learnerSchema, type Learner} from '../workshop/workshop.ts';
import type {Store} from './store.ts';

/** Who is in a workshop, with their sandboxes: a hash by the learner's id. */
export class Learners {
  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#key = store.key('workshop', workshopId, 'learners');
  }

  async find(learnerId: string): Promise<Learner | undefined> {
    const text = await this.#store.redis.hget(this.#key, learnerId);
    return text === null ? undefined : learnerSchema.parse(JSON.parse(text));
  }

  /** In the order in which they joined. */
  async list(): Promise<Learner[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => learnerSchema.parse(JSON.parse(text))).sort((a, b) => a.joinedAt - b.joinedAt);
  }

  /** Adds a learner, or answers the one that was there already. */
  async join(learner: Learner): Promise<Learner> {
    const isNew = await this.#store.redis.hsetnx(this.#key, learner.id, JSON.stringify(learner));
    return isNew === 1 ? learner : ((await this.find(learner.id)) ?? learner);
  }

  async remove(learnerId: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, learnerId);
  }
}
