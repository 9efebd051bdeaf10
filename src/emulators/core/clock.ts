interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** setTimeout takes a signed 32-bit number of milliseconds; waking early only arms it again. */
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * An emulator's only source of time: the machine's clock plus what was advanced by hand. A timer runs when its time has
 * come by either, in the order of due times. No timer keeps the process alive.
 */
export class EmulatorClock {
  #advancedMs: number;
  #order = 0;
  #timers: Timer[] = [];
  #wakeUp: NodeJS.Timeout | undefined;

  /** @param advancedMs by how much it was advanced before the emulator was started again */
  constructor(advancedMs = 0) {
    this.#advancedMs = advancedMs;
  }

  /** Milliseconds since 1970, as the emulator sees it. It can be handed on by itself. */
  readonly now = (): number => Date.now() + this.#advancedMs;

  /** Runs `run` once when it is `timeMs`; the returned function takes that back. */
  at(timeMs: number, run: () => void): () => void {
    const timer: Timer = {dueMs: timeMs, order: this.#order++, run};
    let place = this.#timers.length;
    while (place > 0 && isLater(this.#timers[place - 1], timer)) place--;
    this.#timers.splice(place, 0, timer);
    if (place === 0) this.#arm();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs `run` once, in `delayMs`; the returned function takes that back. */
  after(delayMs: number, run: () => void): () => void {
    return this.at(this.now() + Math.max(0, Math.ceil(delayMs)), run);
  }

  /** Resolves in `delayMs`, or as soon as the signal aborts. */
  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = this.after(delayMs, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      const stop = (): void => {
        cancel();
        resolve();
      };
      signal?.addEventListener('abort', stop, {once: true});
    });
  }

  /** Moves time on. Timers run one by one, each at its own time, so that what they schedule falls in its place. */
  async advance(byMs: number): Promise<void> {
    const targetMs = this.now() + Math.ceil(byMs);
    for (let next = this.#timers[0]; next !== undefined && next.dueMs <= targetMs; next = this.#timers[0]) {
      this.#advancedMs += Math.max(0, next.dueMs - this.now());
      this.#runDue();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#advancedMs += Math.max(0, targetMs - this.now());
    this.#arm();
  }

  close(): void {
    clearTimeout(this.#wakeUp);
    this.#timers = [];
  }

  #runDue(): void {
    const nowMs = this.now();
    for (let next = this.#timers[0]; next !== undefined && next.dueMs <= nowMs; next = this.#timers[0]) {
      this.#timers.shift();
      next.run();
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#wakeUp);
    const next = this.#timers[0];
    if (next === undefined) return;
    const delayMs = Math.min(Math.max(0, next.dueMs - this.now()), longestTimeoutMs);
    this.#wakeUp = setTimeout(() => this.#runDue(), delayMs).unref();
  }
}

function isLater(timer: Timer | undefined, than: Timer): boolean {
  return timer !== undefined && (timer.dueMs > than.dueMs || (timer.dueMs === than.dueMs && timer.order > than.order));
}
