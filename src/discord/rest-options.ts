import {setTimeout as sleep} from 'node:timers/promises';
import type {RESTOptions} from '@discordjs/rest';
import {requestAnew} from './request-anew.ts';

/** How long one request may take before it is tried again, in ms. */
const timeoutMs = 10_000;
/** How long it is waited where the chat does not say for how long it takes no requests, in ms; less than a request may take. */
const unsaidWaitMs = 3_000;
/** How long a thread may be waited for, in ms. */
const threadWaitMs = 2_000;

/**
 * What every REST client of the bot has in common. Requests go through Node's own `fetch`: @discordjs/rest's undici would
 * take over the dispatcher of the newer one that the cluster needs, which refuses its uploads.
 */
export function restOptions(api: string): Partial<RESTOptions> {
  return {api, timeout: timeoutMs, makeRequest, rejectOnRateLimit};
}

/** For requests that the client does not repeat: their first may have arrived. A limit of rate is an error of theirs. */
export function restOptionsOnce(api: string): Partial<RESTOptions> {
  return {...restOptions(api), makeRequest: request, retries: 0, rejectOnRateLimit: () => true};
}

/** The same, on a connection that was not used before. */
export function restOptionsAnew(api: string): Partial<RESTOptions> {
  return {...restOptionsOnce(api), makeRequest: requestAnew};
}

// Node's Response has what REST reads of one; its type names the one of another undici
const request = fetch as unknown as RESTOptions['makeRequest'];

/** A limit of rate that does not say for how long: REST would ask again at once, and for ever. */
export class UnsaidRateLimit extends Error {
  override readonly name = 'UnsaidRateLimit';
  /** By which REST repeats a request, and not too often. */
  readonly code = 'ECONNRESET';
}

/** Node tells why a connection broke in the cause of its error, where REST, which would repeat the request, does not look. */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  try {
    const response = await request(url, init);
    // a date, which is a wait too, REST does not read
    if (response.status !== 429 || Number(response.headers.get('retry-after')) > 0) return response;
    await response.arrayBuffer();
    await sleep(unsaidWaitMs, undefined, {signal: init.signal ?? undefined});
    throw new UnsaidRateLimit('the chat takes no requests, and does not say for how long');
  } catch (error) {
    if (isBroken(error)) throw Object.assign(error, {code: 'ECONNRESET'});
    throw error;
  }
};

/** Whether a request got no answer, as its connection broke or never was. */
export const isBroken = (error: unknown): error is Error =>
  error instanceof Error &&
  ((error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause) ||
    ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)));

/** Whether a request was given up, as its time was over. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');

/**
 * Threads are throttled for minutes at a time; who wants one is told so and takes another way.
 * @throws RateLimitError by the client, for a thread that would have to wait
 */
const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = ({route, retryAfter}) =>
  route.endsWith('/threads') && retryAfter > threadWaitMs;
