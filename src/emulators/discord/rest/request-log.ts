/** One REST call of the bot. `route` is the pattern, `path` what it was filled with. */
interface LoggedRequest {
  time: string;
  method: string;
  route: string;
  path: string;
  /** 0 if the connection was dropped instead of an answer. */
  status: number;
  ms: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  list(): readonly LoggedRequest[];
  clear(): void;
}

/** How many calls are remembered, the newest ones. */
const requestsKept = 20_000;

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length > 2 * requestsKept) requests = requests.slice(-requestsKept);
    },
    list: () => requests.slice(-requestsKept),
    clear() {
      requests = [];
    },
  };
}
