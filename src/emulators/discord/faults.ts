/** Something to go wrong on demand, for the next `times` REST calls that match. */
export interface Fault {
  match: {
    method?: string | undefined;
    /** The beginning of a path, or a whole pattern if it has `:parameters`. */
    route?: string | undefined;
  };
  /** Answer with this instead of handling the call. */
  status?: number | undefined;
  /** Seconds that a 429 asks to wait. */
  retryAfter?: number | undefined;
  delayMs?: number | undefined;
  /** Cut the connection without an answer. */
  drop?: boolean | undefined;
  times: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that strikes this call, if any; it is used up by that. */
  strike(method: string, path: string): Fault | undefined;
  clear(): void;
}

const apiPrefix = /^\/api(\/v10)?(?=\/)/;

function matchesRoute(route: string, path: string): boolean {
  const wanted = route.replace(apiPrefix, '');
  if (!wanted.includes(':')) return path.startsWith(wanted);
  const pieces = wanted.split('/');
  const given = path.split('/');
  return (
    pieces.length === given.length && pieces.every((piece, index) => piece.startsWith(':') || piece === given[index])
  );
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add(fault) {
      faults.push({...fault});
    },
    strike(method, path) {
      const fault = faults.find(
        ({match}) =>
          (match.method === undefined || match.method.toUpperCase() === method) &&
          (match.route === undefined || matchesRoute(match.route, path)),
      );
      if (!fault) return undefined;
      fault.times -= 1;
      faults = faults.filter(({times}) => times > 0);
      return fault;
    },
    clear() {
      faults = [];
    },
  };
}
