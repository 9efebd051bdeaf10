import type {RESTOptions} from '@discordjs/rest';
import {tokenRefused} from '#src/discord/token-refused.ts';
import {watchRequests} from '#src/discord/watch-requests.ts';
import type {Metrics} from '#src/observability/metrics.ts';

/** Requests of this process are counted where the chat counts them, and a token that is refused ends it. */
export const watchedRequests =
  (metrics: Metrics, end: (reason: string) => void) =>
  (own: Partial<RESTOptions>): Partial<RESTOptions> =>
    watchRequests(own, {
      tokenRefused: () => end(tokenRefused),
      invalid: (status) => metrics.invalidRequests.inc({status}),
    });
