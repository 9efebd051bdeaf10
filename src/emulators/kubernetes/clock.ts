interface Timer {
  dueMs: number;
  order: number;
  run: () => void;
}

/**
 * The emulator's only source of time: the machine's clock plus what was advanced by hand. A timer runs when its time
 * has come by either, in the order of due times.
 */
export class Clock {
  #advancedMs = 0;
  #order = 0;
  #timers: Timer[] = [];
  #wakeUp: NodeJS.Timeout | undefined;

  /** Whole milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#advancedMs;
  }

  /** The time as Kubernetes writes it: RFC 3339, whole seconds, UTC. */
  timestamp(ms: number = this.now()): string {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  }

  /** The same with microseconds, which it does not know. */
  microTimestamp(): string {
    return `${new Date(this.now()).toISOString().slice(0, 23)}000Z`;
  }

  /** Runs `run` once, in `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = {dueMs: this.now() + Math.max(0, Math.ceil(delayMs)), order: this.#order++, run};
    let at = this.#timers.length;
    while (at > 0 && isLater(this.#timers[at - 1], timer)) at--;
    this.#timers.splice(at, 0, timer);
    if (at === 0) this.#arm();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
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
    // setTimeout overflows above 2^31-1; waking early only arms it again.
    const delayMs = Math.min(Math.max(0, next.dueMs - this.now()), 2 ** 31 - 1);
    this.#wakeUp = setTimeout(() => this.#runDue(), delayMs);
  }
}

function isLater(timer: Timer | undefined, than: Timer): boolean {
  return timer !== undefined && (timer.dueMs > than.dueMs || (timer.dueMs === than.dueMs && timer.order > than.order));
}
