/** What became of a key: one that is refused is tried again, later each time. */
export type Turn = 'refused' | void;

/**
 * Reconciles by key: a key that is added several times before its turn is handled once, and what is handled is the
 * state as it is then.
 */
export class KeyQueue {
  readonly #keys = new Set<string>();
  #isScheduled = false;
  #isClosed = false;
  readonly #reconcile: (key: string) => void;

  /** @param reconcile must not throw */
  constructor(reconcile: (key: string) => void) {
    this.#reconcile = reconcile;
  }

  add(key: string): void {
    if (this.#isClosed) return;
    this.#keys.add(key);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#drain());
  }

  close(): void {
    this.#isClosed = true;
    this.#keys.clear();
  }

  #drain(): void {
    this.#isScheduled = false;
    const keys = [...this.#keys];
    this.#keys.clear();
    for (const key of keys) this.#reconcile(key);
  }
}
