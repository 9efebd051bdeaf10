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
  return {api, timeout: timeoutMs, makeRequest, rejectOnRateLimit};
}

/** For requests that the client does not repeat when a connection breaks, as their first may have arrived. */
export function restOptionsOnce(api: string): Partial<RESTOptions> {
  return {...restOptions(api), makeRequest: request};
}

// Node's Response has what REST reads of one; its type names the one of another undici
const request = fetch as unknown as RESTOptions['makeRequest'];

/** Node tells why a connection broke in the cause of its error, where REST, which would repeat the request, does not look. */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  try {
    return await request(url, init);
  } catch (error) {
    if (isBroken(error)) throw Object.assign(error, {code: 'ECONNRESET'});
    throw error;
  }
};

/** Whether a request got no answer, as its connection broke or never was. */
export const isBroken = (error: unknown): error is TypeError =>
  error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause;

/**
 * Threads are throttled for minutes at a time; who wants one is told so and takes another way.
 * @throws RateLimitError by the client, for a thread that would have to wait
 */
const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = ({route, retryAfter}) =>
  route.endsWith('/threads') && retryAfter > threadWaitMs;
