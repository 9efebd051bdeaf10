/** Something that was started, by name, and how it ends. */
export interface Closable {
  readonly close: () => Promise<void>;
}

/** What was started, to be closed in reverse order, whatever fails on the way. */
export class ClosingStack {
  readonly #entries: {readonly name: string; readonly close: () => Promise<void>}[] = [];
  readonly #log: (message: string, error: unknown) => void;

  constructor(log: (message: string, error: unknown) => void) {
    this.#log = log;
  }

  add(name: string, close: () => Promise<void>): void {
    this.#entries.push({name, close});
  }

  async close(): Promise<void> {
    for (let entry = this.#entries.pop(); entry !== undefined; entry = this.#entries.pop()) {
      try {
        await entry.close();
      } catch (error) {
        this.#log(`${entry.name} did not close`, error);
      }
    }
  }
}
