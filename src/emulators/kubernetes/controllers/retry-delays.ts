const baseSeconds = 0.005;
const maxSeconds = 1000;
/** Of all keys together. */
const perSecond = 10;
const burst = 100;

/**
 * How long what failed waits for its next try, in emulated seconds: twice as long after each failure in a row, from
 * 5 ms to 1000 s; and no more than ten a second of a controller's keys together, once a hundred were tried.
 * @see https://pkg.go.dev/k8s.io/client-go/util/workqueue#DefaultTypedControllerRateLimiter
 */
export class RetryDelays {
  readonly #failures = new Map<string, number>();
  #tokens = burst;
  #seenSeconds: number | undefined;

  /** @param nowSeconds any clock of emulated seconds */
  next(key: string, nowSeconds: number): number {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const ofKey = Math.min(baseSeconds * 2 ** failures, maxSeconds);
    return Math.max(ofKey, this.#takeToken(nowSeconds));
  }

  /** The key has succeeded. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  #takeToken(nowSeconds: number): number {
    const passed = Math.max(0, nowSeconds - (this.#seenSeconds ?? nowSeconds));
    this.#seenSeconds = nowSeconds;
    this.#tokens = Math.min(burst, this.#tokens + passed * perSecond) - 1;
    return Math.max(0, -this.#tokens / perSecond);
  }
}
