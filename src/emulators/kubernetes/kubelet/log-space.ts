/** What all logs of a node may take together, and each of them while there is room, and when there is none. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_OF_LOG = 1024 * 1024;
const LEAST_OF_LOG = 16 * 1024;

/** The room that the logs of a node's containers share: once it is used up, each keeps its last few lines. */
export class LogSpace {
  #usedBytes = 0;

  /** How much one log may keep now. */
  get limitBytes(): number {
    return this.#usedBytes < MAX_BYTES ? MAX_OF_LOG : LEAST_OF_LOG;
  }

  /** @param bytes negative for what was given up */
  take(bytes: number): void {
    this.#usedBytes += bytes;
  }
}
