/** Over how many minutes in which something came the quickest is remembered. */
const rememberedMinutes = 10;
const minuteMs = 60_000;

/** A time by the chat's clock, and when it was heard of by ours, each in ms since 1970. */
export interface Heard {
  readonly madeAt: number;
  readonly receivedAt: number;
}

/**
 * How long interactions were on their way. The chat's clock and ours differ by nobody knows what, so each is held against
 * the quickest of the last minutes, be it an interaction or the date of an answer to a request of ours, which there is before
 * the first interaction: what comes much later than that was held up, by a gateway that was away or by a process that stood
 * still.
 */
export class InteractionAges {
  /** By minute, the least time between the chat's making of something and its coming here, in ms by both clocks. */
  readonly #quickest = new Map<number, number>();

  /** Hears what the chat's clock says. One that says it in whole seconds is at most a second ahead of that. */
  hear({madeAt, receivedAt}: Heard): void {
    const apart = receivedAt - madeAt;
    const minute = Math.floor(receivedAt / minuteMs);
    this.#quickest.set(minute, Math.min(apart, this.#quickest.get(minute) ?? apart));
    const [oldest] = this.#quickest.keys();
    if (this.#quickest.size > rememberedMinutes && oldest !== undefined) this.#quickest.delete(oldest);
  }

  /** The least that it can be, in ms. */
  ageOf(interaction: Heard): number {
    this.hear(interaction);
    return interaction.receivedAt - interaction.madeAt - Math.min(...this.#quickest.values());
  }
}
