/** Acts on the same thing are done one after the other, in the order in which they were asked for. Other things wait for none of them. */
export class Turns {
  readonly #tails = new Map<string, Promise<unknown>>();

  async take<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    const acting = (this.#tails.get(what) ?? Promise.resolve()).then(act);
    const tail = acting.catch(() => undefined);
    this.#tails.set(what, tail);
    try {
      return await acting;
    } finally {
      if (this.#tails.get(what) === tail) this.#tails.delete(what);
    }
  }

  /** Waits for those that were asked for until now. */
  async settled(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
