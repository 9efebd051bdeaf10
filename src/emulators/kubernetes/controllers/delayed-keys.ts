import type {Clock} from '../clock.ts';
import type {Timings} from '../timings.ts';

/** Hands keys back after a while. A key waits once: of several delays the one that ends first counts. */
export class DelayedKeys {
  readonly #parts: {clock: Clock; timings: Timings};
  readonly #onDue: (key: string) => void;
  readonly #waiting = new Map<string, {dueMs: number; cancel: () => void}>();

  constructor(parts: {clock: Clock; timings: Timings}, onDue: (key: string) => void) {
    this.#parts = parts;
    this.#onDue = onDue;
  }

  add(key: string, seconds: number): void {
    const {clock, timings} = this.#parts;
    const delayMs = seconds * timings.secondMs;
    const dueMs = clock.now() + delayMs;
    const known = this.#waiting.get(key);
    if (known !== undefined && known.dueMs <= dueMs) return;
    known?.cancel();
    const cancel = clock.after(delayMs, () => {
      this.#waiting.delete(key);
      this.#onDue(key);
    });
    this.#waiting.set(key, {dueMs, cancel});
  }

  /** There is nothing to look at any more. */
  forget(key: string): void {
    this.#waiting.get(key)?.cancel();
    this.#waiting.delete(key);
  }
}
