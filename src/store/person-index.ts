import {scanKeys} from './scan-keys.ts';
import type {Store} from './store.ts';

/**
 * In which workshops something is kept of a person, and how often they began its lab: a set a person, of workshops' ids and of
 * stays. Who keeps something adds to it in the same step, so that nothing is searched for among what is kept of all.
 */
export class PersonIndex {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  key(personId: string): string {
    return this.#store.key('person', personId);
  }

  /** Of each workshop when they joined it, in ms since 1970, where there is a state of the lab from that time on. */
  async find(personId: string): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const member of await this.#store.redis.smembers(this.key(personId))) {
      const [workshopId = '', joinedAt] = member.split(' ');
      found.set(workshopId, [...(found.get(workshopId) ?? []), ...(joinedAt === undefined ? [] : [joinedAt])]);
    }
    return found;
  }

  /** Takes workshops that are no more out of everybody's. */
  async keepOnly(isKept: (workshopId: string) => boolean): Promise<void> {
    for await (const keys of scanKeys(this.#store, this.key('*'))) {
      for (const key of keys) {
        const members = await this.#store.redis.smembers(key);
        const gone = members.filter((member) => !isKept(member.split(' ')[0] ?? ''));
        if (gone.length > 0) await this.#store.redis.srem(key, ...gone);
      }
    }
  }

  /** Takes workshops and stays out, in which nothing is kept any more. */
  async drop(personId: string, members: readonly string[]): Promise<void> {
    if (members.length > 0) await this.#store.redis.srem(this.key(personId), ...members);
  }
}

/** What the index has of somebody's time in a workshop's lab. No workshop's id has a space. */
export const stayIn = (workshopId: string, joinedAt: number | string): string => `${workshopId} ${joinedAt}`;
