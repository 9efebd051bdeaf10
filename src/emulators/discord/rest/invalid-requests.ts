import {invalidRequestLimit, invalidRequestsPeriodMs} from '../limits.ts';

/** Counts the requests that are refused: who makes too many of them is let in no more for a while.
 * @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
export interface InvalidRequests {
  areTooMany(): boolean;
  /** Hears how a request was answered; what all share counts against nobody. */
  note(status: number, scope: string | undefined): void;
  reset(): void;
}

export function createInvalidRequests(now: () => number, limit = invalidRequestLimit): InvalidRequests {
  let refusedAt: number[] = [];

  function lately(): number[] {
    const since = now() - invalidRequestsPeriodMs;
    const first = refusedAt.findIndex((atMs) => atMs > since);
    if (first !== 0) refusedAt = first === -1 ? [] : refusedAt.slice(first);
    return refusedAt;
  }

  return {
    areTooMany: () => lately().length >= limit,
    note(status, scope) {
      if (status === 401 || status === 403 || (status === 429 && scope !== 'shared')) refusedAt.push(now());
    },
    reset: () => void (refusedAt = []),
  };
}
