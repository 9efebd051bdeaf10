import pLimit, {type LimitFunction} from 'p-limit';

/** Interactions of one person that are handled at the same time. */
const atOnce = 3;

interface Turns {
  readonly limit: LimitFunction;
  /** Interactions of theirs that have not ended. */
  open: number;
}

/** What one person sends at one moment is handled a few at a time: what somebody else sends then waits for no more than those. */
export class PersonTurns {
  readonly #turns = new Map<string, Turns>();

  /** Runs `handle` in that person's turn; turns are given in the order in which they were asked for. */
  async take(userId: string, handle: () => Promise<void>): Promise<void> {
    const turns = this.#turns.get(userId) ?? {limit: pLimit(atOnce), open: 0};
    this.#turns.set(userId, turns);
    turns.open += 1;
    try {
      await turns.limit(handle);
    } finally {
      turns.open -= 1;
      if (turns.open === 0) this.#turns.delete(userId);
    }
  }
}
