/**
 * What has to be taken back, whenever a run ends: the last first, each once, and all of them whatever becomes of the others.
 * Whoever makes something says how it goes before it is made, so that a signal in between leaves nothing.
 */
export class Undo {
  readonly #steps: {readonly what: string; readonly run: () => Promise<void>}[] = [];
  #running: Promise<void> | undefined;

  /** @throws Error when all is being taken back: what is made now would stay */
  push(what: string, run: () => Promise<void>): void {
    if (this.#running !== undefined) throw new Error(`${what}: the run is being ended`);
    this.#steps.push({what, run});
  }

  /** Whoever asks again waits for the same. @throws AggregateError with what stays */
  async all(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const {what, run} of this.#steps.toReversed()) {
      try {
        await run();
      } catch (error) {
        failures.push(new Error(`${what} could not be taken back: ${String(error)}`, {cause: error}));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
  }
}
