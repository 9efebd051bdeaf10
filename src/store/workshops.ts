import type {Language} from '#src/words/language.ts';
import {workshopSchema, type Workshop} from '#src/workshop/workshop.ts';
import type {Store} from './store.ts';

/** All workshops that there are, and those that were and have their record yet: a hash by their ids. Only the leading bot writes it. */
export class Workshops {
  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store) {
    this.#store = store;
    this.#key = store.key('workshops');
  }

  /** In the order in which they were opened. */
  async list(): Promise<Workshop[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => workshopSchema.parse(JSON.parse(text))).sort((a, b) => a.openedAt - b.openedAt);
  }

  /** Those of them that there are, in the order in which they were opened. */
  async findAll(ids: readonly string[]): Promise<Workshop[]> {
    const found = await Promise.all(ids.map(async (id) => this.find(id)));
    return found.filter((workshop) => workshop !== undefined).sort((a, b) => a.openedAt - b.openedAt);
  }

  async find(id: string): Promise<Workshop | undefined> {
    const text = await this.#store.redis.hget(this.#key, id);
    return text === null ? undefined : workshopSchema.parse(JSON.parse(text));
  }

  /** What channels speak, by their ids: that of the last workshop that was opened there. */
  async languages(): Promise<Map<string, Language>> {
    const all = await this.list();
    return new Map(
      all.flatMap(({channels: {participants, facilitators}, language}) => [
        [participants, language],
        [facilitators, language],
      ]),
    );
  }

  async put(workshop: Workshop): Promise<void> {
    await this.#store.redis.hset(this.#key, workshop.id, JSON.stringify(workshop));
  }

  async remove(id: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, id);
  }
}
