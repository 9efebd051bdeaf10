import type {Store} from './store.ts';

/**
 * Which messages of a channel are the wall, which is the board: they are edited in place over restarts. A hash by
 * `GUILD:CHANNEL`, and `GUILD:CHANNEL:1` and so on.
 */
export class PinnedMessages {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async find(name: string): Promise<string | undefined> {
    return (await this.#store.redis.hget(this.#store.key('messages'), name)) ?? undefined;
  }

  /** Those of a name by their places: the first is `name` itself, the others `name:1`, `name:2`, … */
  async list(name: string): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    for (const [field, messageId] of Object.entries(await this.#store.redis.hgetall(this.#store.key('messages')))) {
      const place = field === name ? 0 : field.startsWith(`${name}:`) ? Number(field.slice(name.length + 1)) : NaN;
      if (Number.isSafeInteger(place)) found.set(place, messageId);
    }
    return found;
  }

  async set(name: string, messageId: string): Promise<void> {
    await this.#store.redis.hset(this.#store.key('messages'), name, messageId);
  }

  async remove(name: string): Promise<void> {
    await this.#store.redis.hdel(this.#store.key('messages'), name);
  }

  /** Forgets the messages of channels that show nothing any more. */
  async keepThoseOf(channelIds: ReadonlySet<string>): Promise<void> {
    const key = this.#store.key('messages');
    for (const name of await this.#store.redis.hkeys(key)) {
      const [, channelId = ''] = name.split(':');
      if (!channelIds.has(channelId)) await this.#store.redis.hdel(key, name);
    }
  }
}
