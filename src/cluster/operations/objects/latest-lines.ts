/** What is kept of what is followed, in characters: the answer has no room for more. */
const mostKept = 256 * 1024;

/** The last of lines that come one by one, for as many as there is room. */
export class LatestLines {
  #lines: string[] = [];
  #length = 0;
  #count = 0;
  #isCut = false;

  /** With its line end, if it has one. */
  add(line: string): void {
    const kept = line.slice(-mostKept);
    this.#count += 1;
    this.#lines.push(kept);
    this.#length += kept.length;
    this.#isCut ||= kept.length < line.length;
    if (this.#length <= mostKept) return;
    // more than has to go, so that not every line has to move all others
    let dropped = 0;
    for (; this.#length > mostKept * 0.9 && dropped < this.#lines.length - 1; dropped += 1) {
      this.#length -= this.#lines[dropped]?.length ?? 0;
    }
    this.#lines = this.#lines.slice(dropped);
    this.#isCut = true;
  }

  get text(): string {
    return this.#lines.join('');
  }

  /** How many there were in all. */
  get count(): number {
    return this.#count;
  }

  /** Whether there were more than are kept. */
  get isCut(): boolean {
    return this.#isCut;
  }
}
