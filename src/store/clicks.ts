import type {Store} from './store.ts';

/** As long as the chat keeps a reply that only its asker sees, and longer, in seconds. */
const keepSeconds = 24 * 3_600;

/** `SET` with `NX` and `GET` at once needs a newer Redis than all else does. */
const clickScript = `
  if redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2], 'NX') then return 1 end
  return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0`;

/** Only of the interaction whose click it is: a later one of the same button may have acted by now. */
const undoScript = `
  if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
  return 1`;

/** Buttons that act once: which of them were pressed, on which message. */
export class Clicks {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** True for the first click on that button of that message, and for the same interaction again. */
  async isFirst(messageId: string, buttonId: string, interactionId: string): Promise<boolean> {
    const key = this.#keyOf(messageId, buttonId);
    return (await this.#store.redis.eval(clickScript, 1, key, interactionId, String(keepSeconds))) === 1;
  }

  /** Nothing came of that interaction's click: the button can be pressed again. */
  async undo(messageId: string, buttonId: string, interactionId: string): Promise<void> {
    await this.#store.redis.eval(undoScript, 1, this.#keyOf(messageId, buttonId), interactionId);
  }

  #keyOf(messageId: string, buttonId: string): string {
    return this.#store.key('click', messageId, buttonId);
  }
}
