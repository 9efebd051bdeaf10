/** Over how many minutes in which something came the quickest is remembered. */
const rememberedMinutes = 10;
const minuteMs = 60_000;

/**
 * How long interactions were on their way. The chat's clock and ours differ by nobody knows what, so each is held against
 * the quickest of the last minutes: what comes much later than that was held up, by a gateway that was away or by a process
 * that stood still.
 */
export class InteractionAges {
  /** By minute, the least time between the chat's making of an interaction and its coming here, in ms by both clocks. */
  readonly #quickest = new Map<number, number>();

  /** In ms; 0 for the first of all. Both times in ms since 1970, `madeAt` by the chat's clock. */
  ageOf({madeAt, receivedAt}: {readonly madeAt: number; readonly receivedAt: number}): number {
    const apart = receivedAt - madeAt;
    const minute = Math.floor(receivedAt / minuteMs);
    this.#quickest.set(minute, Math.min(apart, this.#quickest.get(minute) ?? apart));
    const [oldest] = this.#quickest.keys();
    if (this.#quickest.size > rememberedMinutes && oldest !== undefined) this.#quickest.delete(oldest);
    return apart - Math.min(...this.#quickest.values());
  }
}
