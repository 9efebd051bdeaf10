import {cardSchema, type Card} from '../workshop/card.ts';
import type {Store} from './store.ts';

/** Replies that live on: those that show Pods and are edited as the Pods change. A hash by the command's id. */
export class Cards {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get #key(): string {
    return this.#store.key('cards');
  }

  /** A hint that there is a card more. */
  get hintChannel(): string {
    return this.#store.key('card-hints');
  }

  /** Hands a reply over to whoever edits cards. From here on the reply job leaves it alone. */
  async add(card: Card): Promise<void> {
    await this.#store.redis
      .multi()
      .hsetnx(this.#key, card.command.id, JSON.stringify(card))
      .publish(this.hintChannel, card.command.id)
      .exec();
  }

  async has(commandId: string): Promise<boolean> {
    return (await this.#store.redis.hexists(this.#key, commandId)) === 1;
  }

  async list(): Promise<Card[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => cardSchema.parse(JSON.parse(text)));
  }

  async remove(commandId: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, commandId);
  }
}
