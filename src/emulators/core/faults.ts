/** Something to go wrong on demand, for the next `times` requests that match. */
export interface Fault {
  match: {
    method?: string | undefined;
    /** The beginning of a path, or a whole pattern if it has `:parameters`. */
    path?: string | undefined;
  };
  /** Answer with this instead of handling the request. */
  status?: number | undefined;
  delayMs?: number | undefined;
  /** Cut the connection without an answer. */
  drop?: boolean | undefined;
  /** How many of the requests that match it strikes, from 0 to 1; all of them without. */
  share?: number | undefined;
  /** Which of them that are: the same seed, the same ones. */
  seed?: number | undefined;
  times: number;
}

interface OrderedFault<Ordered extends Fault> {
  readonly fault: Ordered;
  readonly isStruck: () => boolean;
}

/** Failures that were ordered at `/_emulator/faults`, the oldest first. */
export class Faults<Ordered extends Fault = Fault> {
  #faults: OrderedFault<Ordered>[] = [];

  add(fault: Ordered): void {
    const {share = 1, seed = 1} = fault;
    const next = numbersFrom(seed);
    this.#faults.push({fault: {...fault}, isStruck: () => next() < share});
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that strikes this request, if any; one of its times is used up by that. */
  take(method: string, path: string): Ordered | undefined {
    const found = this.#faults.find(
      ({fault: {match}, isStruck}) =>
        (match.method === undefined || match.method.toUpperCase() === method) &&
        (match.path === undefined || matchesPath(match.path, path)) &&
        isStruck(),
    );
    if (found === undefined) return undefined;
    found.fault.times -= 1;
    this.#faults = this.#faults.filter(({fault: {times}}) => times > 0);
    return found.fault;
  }
}

/** Numbers from 0 to 1 that look random, and are always the same: mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function matchesPath(wanted: string, path: string): boolean {
  const pieces = wanted.split('/');
  if (!pieces.some((piece) => piece.startsWith(':'))) return path.startsWith(wanted);
  const given = path.split('/');
  return (
    pieces.length === given.length && pieces.every((piece, index) => piece.startsWith(':') || piece === given[index])
  );
}
