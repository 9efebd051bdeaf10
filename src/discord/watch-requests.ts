import type {RESTOptions} from '@discordjs/rest';
import {UnsaidRateLimit} from './rest-options.ts';

export interface RequestsHeard {
  /** The chat refused the bot's token: nothing that needs it will be taken any more. */
  readonly tokenRefused: () => void;
  /**
   * A request that Discord counts as invalid was answered with this status; 10,000 in 10 min keep an address out.
   * @see https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
   */
  readonly invalid: (status: number) => void;
  /** A request had no answer, or that of a chat that is out of order. */
  readonly failed: () => void;
  /** What the chat's clock said, in ms since 1970 and whole seconds, by an answer that has just come. */
  readonly date?: (at: number) => void;
}

/** The same options, and who made them hears how requests are refused. */
export function watchRequests(
  options: Partial<RESTOptions>,
  {tokenRefused, invalid, failed, date}: RequestsHeard,
): Partial<RESTOptions> {
  const {makeRequest} = options;
  if (makeRequest === undefined) return options;
  return {
    ...options,
    makeRequest: async (url, init) => {
      const response = await makeRequest(url, init).catch((error: unknown) => {
        if (error instanceof UnsaidRateLimit) invalid(429);
        else failed();
        throw error;
      });
      const {status, headers} = response;
      if (status >= 500) failed();
      const at = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(at)) date?.(at);
      if (isInvalid(status, headers.get('x-ratelimit-scope'))) invalid(status);
      if (status === 401 && hasToken(init)) tokenRefused();
      return response;
    },
  };
}

/** What counts for a resource that others use too does not count for us. */
const isInvalid = (status: number, scope: string | null): boolean =>
  status === 401 || status === 403 || (status === 429 && scope !== 'shared');

const hasToken = ({headers}: {readonly headers?: unknown}): boolean =>
  typeof headers === 'object' && headers !== null && 'Authorization' in headers;
