/** As a worker logs a command: its fields in this order, before any that a participant has a part in. */
const report = /"command":"(?<id>[^"]+)","kind":"[^"]+","result":"(?<code>[^"]+)"/;

/**
 * How commands ended, by the id of their interaction: what a worker logs of each, `done`, one of our own words or the API
 * server's reason. A learner reads a sentence, and no code.
 */
export class OutcomeCodes {
  readonly #output: () => string;
  readonly #codes = new Map<string, string>();
  #readTo = 0;

  /** @param output all that Labrador has printed so far */
  constructor(output: () => string) {
    this.#output = output;
  }

  /** Undefined when no worker ran it: the bot refused it, or it is under way. */
  of(interactionId: string): string | undefined {
    this.#read();
    return this.#codes.get(interactionId);
  }

  #read(): void {
    const output = this.#output();
    const end = output.lastIndexOf('\n') + 1;
    for (const line of output.slice(this.#readTo, end).split('\n')) {
      const {id, code} = report.exec(line)?.groups ?? {};
      if (id !== undefined && code !== undefined) this.#codes.set(id, code);
    }
    this.#readTo = Math.max(this.#readTo, end);
  }
}
