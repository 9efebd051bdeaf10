import type {Store} from './store.ts';

/** Longer than anybody looks at an app that is down, in seconds. */
const keepSeconds = 7 * 24 * 3_600;

/** Since when each Service of a sandbox has no ready Pod behind it, as the watcher saw it. */
export class AppTimes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async setDown(namespace: string, service: string, since: number): Promise<void> {
    // the last of a sandbox may be seen after it was forgotten
    const key = this.#key(namespace);
    await this.#store.redis.multi().hset(key, service, since).expire(key, keepSeconds).exec();
  }

  async setUp(namespace: string, service: string): Promise<void> {
    await this.#store.redis.hdel(this.#key(namespace), service);
  }

  /** In ms since 1970; undefined while it is up or nobody saw it. */
  async downSince(namespace: string, service: string): Promise<number | undefined> {
    const since = await this.#store.redis.hget(this.#key(namespace), service);
    return since === null ? undefined : Number(since);
  }

  async forget(namespace: string): Promise<void> {
    await this.#store.redis.del(this.#key(namespace));
  }

  #key(namespace: string): string {
    return this.#store.key('down', namespace);
  }
}
