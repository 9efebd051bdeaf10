import type {RESTOptions} from '@discordjs/rest';
import {tokenRefused} from '#src/discord/token-refused.ts';
import {watchRequests} from '#src/discord/watch-requests.ts';
import type {Outages} from '#src/lifecycle/outages.ts';
import type {Metrics} from '#src/observability/metrics.ts';

interface WatchedRequests {
  readonly metrics: Metrics;
  /** What is said of the chat. */
  readonly chat: Outages;
  readonly end: (reason: string) => void;
  /** Hears of the chat's clock, in ms since 1970. */
  readonly date?: (at: number) => void;
}

/**
 * Requests of this process are counted where the chat counts them, and a token that is refused ends it. What comes to nothing
 * may be an outage of the chat.
 */
export const watchedRequests =
  ({metrics, chat, end, date}: WatchedRequests) =>
  (own: Partial<RESTOptions>): Partial<RESTOptions> =>
    watchRequests(own, {
      tokenRefused: () => end(tokenRefused),
      invalid: (status) => metrics.invalidRequests.inc({status}),
      failed: () => chat.suspect(),
      ...(date === undefined ? {} : {date}),
    });
