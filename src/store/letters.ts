import {randomUUID} from 'node:crypto';
import {z} from 'zod';
import type {Store} from './store.ts';

const keepSeconds = 24 * 3_600;

/** What somebody wrote to one person, who sees it by a click. */
const letterSchema = z.object({userId: z.string(), from: z.string(), text: z.string()});
export type Letter = z.infer<typeof letterSchema>;

/** Private messages that wait for a click of the one they are for; for a day. */
export class Letters {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @returns its id */
  async keep(letter: Letter): Promise<string> {
    const id = randomUUID();
    await this.#store.redis.set(this.#store.key('letter', id), JSON.stringify(letter), 'EX', keepSeconds);
    return id;
  }

  async find(id: string): Promise<Letter | undefined> {
    const text = await this.#store.redis.get(this.#store.key('letter', id));
    return text === null ? undefined : letterSchema.parse(JSON.parse(text));
  }
}
