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
  times: number;
}

/** Failures that were ordered at `/_emulator/faults`, the oldest first. */
export class Faults<Ordered extends Fault = Fault> {
  #faults: Ordered[] = [];

  add(fault: Ordered): void {
    this.#faults.push({...fault});
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that strikes this request, if any; one of its times is used up by that. */
  take(method: string, path: string): Ordered | undefined {
    const fault = this.#faults.find(
      ({match}) =>
        (match.method === undefined || match.method.toUpperCase() === method) &&
        (match.path === undefined || matchesPath(match.path, path)),
    );
    if (fault === undefined) return undefined;
    fault.times -= 1;
    this.#faults = this.#faults.filter(({times}) => times > 0);
    return fault;
  }
}

function matchesPath(wanted: string, path: string): boolean {
  const pieces = wanted.split('/');
  if (!pieces.some((piece) => piece.startsWith(':'))) return path.startsWith(wanted);
  const given = path.split('/');
  return (
    pieces.length === given.length && pieces.every((piece, index) => piece.startsWith(':') || piece === given[index])
  );
}
