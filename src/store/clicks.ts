import type {Store} from './store.ts';

/** As long as the chat keeps a reply that only its asker sees, and longer, in seconds. */
const keepSeconds = 24 * 3_600;

/** Buttons that act once: which of them were pressed, on which message. */
export class Clicks {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** True for the first click on that button of that message, and for the same interaction again. */
  async isFirst(messageId: string, buttonId: string, interactionId: string): Promise<boolean> {
    const key = this.#store.key('click', messageId, buttonId);
    const before = await this.#store.redis.set(key, interactionId, 'EX', keepSeconds, 'NX', 'GET');
    return before === null || before === interactionId;
  }
}
