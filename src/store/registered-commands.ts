import {z} from 'zod';
import type {Store} from './store.ts';

const idsSchema = z.record(z.string(), z.string());

/** The ids of the commands that servers have registered: a hash by server, written by the leading bot, for workers' answers. */
export class RegisteredCommands {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param ids by what is typed of a command, without the slash; none of a server that has none of our commands any more */
  async set(guildId: string, ids: Readonly<Record<string, string>>): Promise<void> {
    const {redis} = this.#store;
    if (Object.keys(ids).length === 0) await redis.hdel(this.#key, guildId);
    else await redis.hset(this.#key, guildId, JSON.stringify(ids));
  }

  async list(): Promise<Map<string, Readonly<Record<string, string>>>> {
    const kept = Object.entries(await this.#store.redis.hgetall(this.#key));
    return new Map(kept.map(([guildId, ids]) => [guildId, idsSchema.parse(JSON.parse(ids))]));
  }

  get #key(): string {
    return this.#store.key('commands');
  }
}
