import {cardSchema, cardTarget, type Card} from '#src/workshop/card.ts';
import {withoutManifests} from '#src/workshop/command.ts';
import type {Store} from './store.ts';

/** Replies that live on and are edited as what they show changes. A hash by the card's id: its command's or interaction's. */
export class Cards {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get #key(): string {
    return this.#store.key('cards');
  }

  /** Nudges whoever shows cards: there is one more. */
  get nudgeChannel(): string {
    return this.#store.key('card-nudges');
  }

  /**
   * Hands a reply over to whoever edits cards. From here on the reply job leaves it alone. An answer is handed over once,
   * without the manifests of its command; a step's card goes on under the latest token.
   */
  async add(card: Card): Promise<void> {
    const {id} = cardTarget(card);
    const text = JSON.stringify(card.kind === 'answer' ? {...card, command: withoutManifests(card.command)} : card);
    const writing = this.#store.redis.multi();
    if (card.kind === 'answer') writing.hsetnx(this.#key, id, text);
    else writing.hset(this.#key, id, text);
    await writing.publish(this.nudgeChannel, id).exec();
  }

  async has(id: string): Promise<boolean> {
    return (await this.#store.redis.hexists(this.#key, id)) === 1;
  }

  async list(): Promise<Card[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => cardSchema.parse(JSON.parse(text)));
  }

  async remove(id: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, id);
  }
}
