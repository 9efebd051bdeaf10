/** How much of a processor somebody may use: as much at once as was saved up, and so much of each second for good. */
export interface QuotaSize {
  atOnceMs: number;
  perSecondMs: number;
}

/** What is left of a quota, as a container's CPU limit counts it: it fills again with time, and can be overdrawn by a slice. */
export class Quota {
  readonly #size: QuotaSize;
  readonly #now: () => number;
  #leftMs: number;
  #seenAtMs: number;

  constructor(size: QuotaSize, now: () => number) {
    this.#size = size;
    this.#now = now;
    this.#leftMs = size.atOnceMs;
    this.#seenAtMs = now();
  }

  take(ms: number): void {
    this.#fill();
    this.#leftMs -= ms;
  }

  /** How long it takes until something is left, in ms; 0 when there is. */
  waitMs(): number {
    this.#fill();
    return this.#leftMs > 0 ? 0 : ((1 - this.#leftMs) * 1000) / this.#size.perSecondMs;
  }

  isFull(): boolean {
    this.#fill();
    return this.#leftMs === this.#size.atOnceMs;
  }

  #fill(): void {
    const nowMs = this.#now();
    const filledMs = ((nowMs - this.#seenAtMs) * this.#size.perSecondMs) / 1000;
    this.#leftMs = Math.min(this.#size.atOnceMs, this.#leftMs + filledMs);
    this.#seenAtMs = nowMs;
  }
}
