/** What a request costs when nothing else is said, in seconds of a core. */
const usualSeconds = 0.001;
/** For how long one counts, in emulated seconds. */
const windowSeconds = 15;

/** How much of a core a server uses, by how many requests it has answered of late. */
export class RequestLoad {
  readonly #now: () => number;
  readonly #secondMs: number;
  /** How many in each of the last seconds, by their number. */
  readonly #counts = new Map<number, number>();

  readonly #secondsEach: number;

  constructor({
    now,
    secondMs,
    secondsEach = usualSeconds,
  }: {
    now: () => number;
    secondMs: number;
    secondsEach?: number | undefined;
  }) {
    this.#secondsEach = secondsEach;
    this.#now = now;
    this.#secondMs = secondMs;
  }

  count(): void {
    const second = this.#second();
    this.#forget(second);
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + 1);
  }

  cores(): number {
    this.#forget(this.#second());
    const requests = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    return (requests * this.#secondsEach) / windowSeconds;
  }

  #second(): number {
    return Math.floor(this.#now() / this.#secondMs);
  }

  #forget(second: number): void {
    for (const counted of this.#counts.keys()) if (counted <= second - windowSeconds) this.#counts.delete(counted);
  }
}
