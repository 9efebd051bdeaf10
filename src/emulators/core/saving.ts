import type {EmulatorClock} from './clock.ts';

export interface SavingParts {
  /** What is saved, as it is called in the log. */
  readonly name: string;
  /** Writes the state as it is now, whole: what a crash leaves can be read. */
  readonly write: () => void | Promise<void>;
  readonly clock: EmulatorClock;
  readonly log: (line: string) => void;
}

/** State is written this long after a change, with what else has changed by then. */
const saveDelayMs = 1_000;
/** Nothing else happens while a state is put into words: of all time, that takes no more than one part in so many. */
const saveShare = 50;
/** What could not be written (the disk may be full) is tried again after this long. */
const retryMs = 5_000;

/**
 * Keeps a state saved: it is written a moment after it changed, and when it is closed, once at a time. What can't be
 * written ends nothing: it is said once and tried again.
 */
export class Saving {
  readonly #parts: SavingParts;
  #cancel: (() => void) | undefined;
  #delayMs = saveDelayMs;
  #isFailing = false;
  #isClosed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: SavingParts) {
    this.#parts = parts;
  }

  /** To be called after every change. */
  saveSoon(): void {
    this.#saveAfter(this.#delayMs);
  }

  /** Writes for the last time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#saveNext();
  }

  #saveAfter(ms: number): void {
    if (this.#isClosed) return;
    this.#cancel ??= this.#parts.clock.after(ms, () => {
      this.#cancel = undefined;
      void this.#saveNext();
    });
  }

  async #saveNext(): Promise<void> {
    this.#writing = this.#writing.then(async () => this.#save());
    return this.#writing;
  }

  async #save(): Promise<void> {
    const {name, write, log} = this.#parts;
    try {
      const startedMs = performance.now();
      const written = write();
      this.#delayMs = Math.max(saveDelayMs, (performance.now() - startedMs) * saveShare);
      await written;
      if (this.#isFailing) log(`${name} is saved again`);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) log(`${name} cannot be saved, which is tried again: ${String(error)}`);
      this.#isFailing = true;
      this.#saveAfter(retryMs);
    }
  }
}
