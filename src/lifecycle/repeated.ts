import {endsWithin} from './ends-within.ts';

/** How long a turn under way is waited for, in ms. */
const closeMs = 1_000;

export interface RepeatedWork {
  /** Must end when the signal aborts, or soon by itself. */
  readonly work: (signal: AbortSignal) => Promise<void> | void;
  /** How long after the beginning of a turn the next begins, in ms; later when a turn takes longer. */
  readonly everyMs: number;
  /** How long after the start the first turn begins, in ms; as long as between two where it is not said. */
  readonly firstMs?: number;
  /** Hears what a turn fails of; the same again only after a turn that did not fail. */
  readonly failed: (error: unknown) => void;
}

/** Work that is done again and again, one turn at a time, until it is closed. */
export class Repeated {
  readonly #repeated: RepeatedWork;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #failedOf: string | undefined;

  constructor(repeated: RepeatedWork) {
    this.#repeated = repeated;
  }

  start(): void {
    const {firstMs, everyMs} = this.#repeated;
    this.#next(firstMs ?? everyMs);
  }

  /** Begins the first turn at once. Resolves when it has ended, whatever it came to. */
  async startAtOnce(): Promise<void> {
    this.#begin();
    await this.#turn;
  }

  /**
   * No other turn begins. Resolves when the one that is under way has ended, or a second later: what it waits for may be
   * away.
   */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort(new Error('closing'));
    await endsWithin(this.#turn, closeMs);
  }

  #next(inMs: number): void {
    if (this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => this.#begin(), inMs);
  }

  #begin(): void {
    this.#turn = this.#take();
  }

  async #take(): Promise<void> {
    const begunAt = performance.now();
    try {
      await this.#repeated.work(this.#closing.signal);
      this.#failedOf = undefined;
    } catch (error) {
      const reason = String(error);
      if (!this.#closing.signal.aborted && reason !== this.#failedOf) this.#repeated.failed(error);
      this.#failedOf = reason;
    }
    this.#next(Math.max(0, this.#repeated.everyMs - (performance.now() - begunAt)));
  }
}
