import {endsWithin} from './ends-within.ts';
import type {Log} from './log.ts';

/** Something that was started, by name, and how it ends. */
export interface Closable {
  readonly close: () => Promise<void>;
}

/** How long one thing may take to close, in ms, where it says nothing else. */
const closeMs = 2_000;

/**
 * What was started, to be closed in reverse order, whatever fails on the way. What takes longer than its time (what it talks to
 * may be away) is left behind: the process is at its end.
 */
export class ClosingStack {
  readonly #entries: {readonly name: string; readonly close: () => Promise<void>; readonly withinMs: number}[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, close: () => Promise<void>, withinMs = closeMs): void {
    this.#entries.push({name, close, withinMs});
  }

  async close(): Promise<void> {
    for (let entry = this.#entries.pop(); entry !== undefined; entry = this.#entries.pop()) {
      const {name, close, withinMs} = entry;
      try {
        if (!(await endsWithin(close(), withinMs))) this.#log(`${name} did not close within ${withinMs} ms`);
      } catch (error) {
        this.#log(`${name} did not close`, error);
      }
    }
  }
}
