import type {APIGatewaySessionStartLimit} from 'discord-api-types/v10';
import {identifiesADay, identifyConcurrency, identifyPeriodMs} from '../limits.ts';

/** How often a bot may begin a session.
 * @see https://docs.discord.com/developers/events/gateway#session-start-limit-object */
export interface Identifies {
  /** Counts one; `too-soon` and `too-many` are refused. */
  take(): 'taken' | 'too-soon' | 'too-many';
  /** As `GET /gateway/bot` tells it. */
  limit(): APIGatewaySessionStartLimit;
  /** Makes as if so many were left, until the day is over in `resetAfterMs`. */
  leave(spent: {readonly remaining: number; readonly resetAfterMs: number}): void;
}

const dayMs = 24 * 60 * 60_000;

export function createIdentifies(now: () => number): Identifies {
  let taken: number[] = [];

  function ofLastDay(): number[] {
    taken = taken.filter((atMs) => atMs > now() - dayMs);
    return taken;
  }

  return {
    take() {
      const before = ofLastDay();
      if (before.length >= identifiesADay) return 'too-many';
      const lately = before.filter((atMs) => atMs > now() - identifyPeriodMs);
      if (lately.length >= identifyConcurrency) return 'too-soon';
      taken.push(now());
      return 'taken';
    },
    limit() {
      const [first] = ofLastDay();
      return {
        total: identifiesADay,
        remaining: identifiesADay - taken.length,
        reset_after: first === undefined ? 0 : first + dayMs - now(),
        max_concurrency: identifyConcurrency,
      };
    },
    leave({remaining, resetAfterMs}) {
      taken = Array.from({length: identifiesADay - remaining}, () => now() - dayMs + resetAfterMs);
    },
  };
}
