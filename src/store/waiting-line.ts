import type {z} from 'zod';
import {PersonIndex} from './person-index.ts';
import type {Store} from './store.ts';

/** Who waits, since when in ms since 1970, and what that line keeps of them besides. */
interface Entry {
  readonly learnerId: string;
  readonly since: number;
}

export interface WaitingLineOptions<Waiting extends Entry> {
  readonly store: Store;
  readonly workshopId: string;
  readonly name: 'places' | 'starts' | 'help';
  readonly schema: z.ZodType<Waiting>;
}

const putScript = `
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('SADD', KEYS[2], ARGV[3])`;

/** People in line in a workshop, each of them once: a hash by the learner's id. Only the leading bot writes it. */
export class WaitingLine<Waiting extends Entry> {
  readonly #options: WaitingLineOptions<Waiting>;
  readonly #key: string;

  constructor(options: WaitingLineOptions<Waiting>) {
    this.#options = options;
    this.#key = options.store.key('workshop', options.workshopId, options.name);
  }

  /** Who has waited for the longest comes first. */
  async list(): Promise<Waiting[]> {
    const texts = await this.#options.store.redis.hvals(this.#key);
    return texts.map((text) => this.#parse(text)).sort((a, b) => a.since - b.since);
  }

  async find(learnerId: string): Promise<Waiting | undefined> {
    const text = await this.#options.store.redis.hget(this.#key, learnerId);
    return text === null ? undefined : this.#parse(text);
  }

  async put(waiting: Waiting): Promise<void> {
    const {store, workshopId} = this.#options;
    const index = new PersonIndex(store).key(waiting.learnerId);
    const text = JSON.stringify(waiting);
    await store.redis.eval(putScript, 2, this.#key, index, waiting.learnerId, text, workshopId);
  }

  /** False when they were not in line. */
  async remove(learnerId: string): Promise<boolean> {
    return (await this.#options.store.redis.hdel(this.#key, learnerId)) === 1;
  }

  #parse(text: string): Waiting {
    return this.#options.schema.parse(JSON.parse(text));
  }
}
