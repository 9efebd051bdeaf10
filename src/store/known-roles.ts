import type {Store} from './store.ts';

/** The role of facilitators in each server, once it was found: a hash by server. It may be called otherwise since. */
export class KnownRoles {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async set(guildId: string, roleId: string): Promise<void> {
    await this.#store.redis.hset(this.#key, guildId, roleId);
  }

  async remove(guildId: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, guildId);
  }

  /** Role ids by server. */
  async list(): Promise<Map<string, string>> {
    return new Map(Object.entries(await this.#store.redis.hgetall(this.#key)));
  }

  get #key(): string {
    return this.#store.key('roles');
  }
}
