import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import {createHash} from 'node:crypto';
import {DiscordError} from '../discord-error.ts';

/** How often something may be done: `limit` times in `periodMs`. */
export interface Allowance {
  limit: number;
  periodMs: number;
}

/** Requests of a bot in all; interaction and webhook endpoints do not count.
 * @see https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const global: Allowance = {limit: 50, periodMs: 1_000};

/** Edits of messages older than `oldMessageMs`; not documented, measured by users.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (30046) */
const oldMessageEdits: Allowance = {limit: 3, periodMs: 6_000};
export const oldMessageMs = 60 * 60_000;

/** What the headers of a shared limit say, as users have seen them. */
const sharedBucket = {limit: 10, remaining: 9};

const bucketsBeforeForgetting = 1_000;

interface Bucket {
  used: number;
  endsAtMs: number;
}

/** Whom a limit is about: the bot in one place, the bot everywhere, or all who use the resource.
 * @see https://docs.discord.com/developers/topics/rate-limits#header-format-rate-limit-header-examples */
export const rateLimitScopes = ['user', 'global', 'shared'] as const;
export type RateLimitScope = (typeof rateLimitScopes)[number];

/** A 429 with the headers that tell a client how long to wait.
 * @see https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
export class RateLimited extends DiscordError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: {retryAfterMs: number; scope: RateLimitScope; code?: number}) {
    const seconds = Math.ceil(options.retryAfterMs) / 1000;
    const isGlobal = options.scope === 'global';
    const body = {
      message: 'You are being rate limited.',
      retry_after: seconds,
      global: isGlobal,
      code: options.code ?? 0,
    };
    super(429, body);
    this.headers = {
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': options.scope,
      ...(isGlobal ? {'X-RateLimit-Global': 'true'} : {}),
    };
  }
}

export interface RateLimits {
  /** Counts a request towards the bot's 50 a second.
   * @throws {RateLimited} with scope `global` */
  takeGlobal(): void;
  /** Counts a request towards a bucket, named by what shares it (`name`) and where (`major`).
   * @returns the headers to answer with, whether it was allowed, and how long to wait if not */
  take(bucket: {name: string; major: string; scope?: RateLimitScope | undefined} & Allowance): {
    headers: Record<string, string>;
    refused: RateLimited | undefined;
  };
  /** Counts an edit of a message older than an hour.
   * @throws {RateLimited} with code 30046 */
  takeOldMessageEdit(channelId: string): void;
  reset(): void;
}

export function createRateLimits(now: () => number): RateLimits {
  const buckets = new Map<string, Bucket>();

  /** Interaction tokens come and go, and each has a bucket. */
  function forgetEnded(nowMs: number): void {
    if (buckets.size < bucketsBeforeForgetting) return;
    for (const [key, {endsAtMs}] of buckets) if (endsAtMs <= nowMs) buckets.delete(key);
  }

  function take(key: string, {limit, periodMs}: Allowance): {remaining: number; waitMs: number; endsAtMs: number} {
    const nowMs = now();
    forgetEnded(nowMs);
    const known = buckets.get(key);
    const bucket = known && known.endsAtMs > nowMs ? known : {used: 0, endsAtMs: nowMs + periodMs};
    buckets.set(key, bucket);
    const isAllowed = bucket.used < limit;
    if (isAllowed) bucket.used += 1;
    const waitMs = bucket.endsAtMs - nowMs;
    return {remaining: limit - bucket.used, waitMs: isAllowed ? 0 : waitMs, endsAtMs: bucket.endsAtMs};
  }

  return {
    takeGlobal() {
      const {waitMs} = take('global', global);
      if (waitMs > 0) throw new RateLimited({retryAfterMs: waitMs, scope: 'global'});
    },
    take({name, major, scope = 'user', ...allowance}) {
      const {remaining, waitMs, endsAtMs} = take(`${name} ${major}`, allowance);
      // what all who use a resource share is no part of the bot's own bucket, which has room
      const own = scope === 'shared' ? sharedBucket : {limit: allowance.limit, remaining};
      const headers = {
        'X-RateLimit-Limit': String(own.limit),
        'X-RateLimit-Remaining': String(own.remaining),
        'X-RateLimit-Reset': (endsAtMs / 1000).toFixed(3),
        'X-RateLimit-Reset-After': ((endsAtMs - now()) / 1000).toFixed(3),
        'X-RateLimit-Bucket': createHash('sha256').update(name).digest('hex').slice(0, 32),
      };
      return {headers, refused: waitMs > 0 ? new RateLimited({retryAfterMs: waitMs, scope}) : undefined};
    },
    takeOldMessageEdit(channelId) {
      const {waitMs} = take(`old messages ${channelId}`, oldMessageEdits);
      if (waitMs === 0) return;
      const code = RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
      throw new RateLimited({retryAfterMs: waitMs, scope: 'shared', code});
    },
    reset: () => buckets.clear(),
  };
}
