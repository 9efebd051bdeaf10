import type {Store} from './store.ts';

/** Which message of a channel is the wall, which the board: they are edited in place over restarts. */
export class PinnedMessages {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async find(name: string): Promise<string | undefined> {
    return (await this.#store.redis.hget(this.#store.key('messages'), name)) ?? undefined;
  }

  async set(name: string, messageId: string): Promise<void> {
    await this.#store.redis.hset(this.#store.key('messages'), name, messageId);
  }
}
