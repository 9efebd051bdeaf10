/** What all logs of a node may take together, and each of them while there is room, and when there is none. */
const maxBytes = 64 * 1024 * 1024;
const maxOfLog = 1024 * 1024;
const leastOfLog = 16 * 1024;

/** The room that the logs of a node's containers share: once it is used up, each keeps its last few lines. */
export class LogSpace {
  #usedBytes = 0;

  /** How much one log may keep now. */
  get limitBytes(): number {
    return this.#usedBytes < maxBytes ? maxOfLog : leastOfLog;
  }

  /** @param bytes negative for what was given up */
  take(bytes: number): void {
    this.#usedBytes += bytes;
  }
}
