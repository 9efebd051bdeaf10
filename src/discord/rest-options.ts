import type {RESTOptions} from '@discordjs/rest';

/** How long one request may take before it is tried again, in ms. */
const timeoutMs = 10_000;
/** How long a thread may be waited for, in ms. */
const threadWaitMs = 2_000;

/**
 * What every REST client of the bot has in common. Requests go through Node's own `fetch`: @discordjs/rest's undici would
 * take over the dispatcher of the newer one that the cluster needs, which refuses its uploads.
 */
export function restOptions(api: string): Partial<RESTOptions> {
  // Node's Response has what REST reads of one; its type names the one of another undici
  const makeRequest = fetch as unknown as RESTOptions['makeRequest'];
  return {api, timeout: timeoutMs, makeRequest, rejectOnRateLimit};
}

/**
 * Threads are throttled for minutes at a time; who wants one is told so and takes another way.
 * @throws RateLimitError by the client, for a thread that would have to wait
 */
const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = ({route, retryAfter}) =>
  route.endsWith('/threads') && retryAfter > threadWaitMs;
