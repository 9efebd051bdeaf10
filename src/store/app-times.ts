import {homeOf} from '#src/sandbox/sandbox.ts';
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
    await this.#store.redis.multi().hset(key, fieldOf(namespace, service), since).expire(key, keepSeconds).exec();
  }

  async setUp(namespace: string, service: string): Promise<void> {
    await this.#store.redis.hdel(this.#key(namespace), fieldOf(namespace, service));
  }

  /** In ms since 1970; undefined while it is up or nobody saw it. */
  async downSince(namespace: string, service: string): Promise<number | undefined> {
    const since = await this.#store.redis.hget(this.#key(namespace), fieldOf(namespace, service));
    return since === null ? undefined : Number(since);
  }

  async forget(namespace: string): Promise<void> {
    await this.#store.redis.del(this.#key(namespace));
  }

  #key(namespace: string): string {
    return this.#store.key('down', homeOf(namespace));
  }
}

/** What is kept of a sandbox goes at once, that of all its namespaces. */
function fieldOf(namespace: string, service: string): string {
  const [, further] = namespace.split('--');
  return further === undefined ? service : `${further}/${service}`;
}
