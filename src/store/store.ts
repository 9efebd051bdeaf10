import {Redis} from 'ioredis';
import {FencedRedis, type Fence} from './fenced-redis.ts';

/** Redis for what answers people: it fails at once while the server is away. Keys are below `prefix`. */
export interface Store {
  readonly redis: Redis;
  /** The whole key: `PREFIX:part:part`. */
  readonly key: (...parts: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

/** How long one request may take, in ms. */
const requestTimeoutMs = 1_500;

/** @param fence whose writes alone are taken; those of a leader */
export function openStore(url: string, prefix: string, fence?: Fence): Store {
  const options = {
    maxRetriesPerRequest: 1,
    commandTimeout: requestTimeoutMs,
    retryStrategy: (times: number) => Math.min(times * 100, 1_000),
  };
  const redis = fence === undefined ? new Redis(url, options) : new FencedRedis(url, options, fence);
  redis.on('error', () => undefined);
  return {
    redis,
    key: (...parts) => [prefix, ...parts].join(':'),
    close: async () => {
      redis.disconnect();
      await Promise.resolve();
    },
  };
}

/** The same on a connection that is somebody else's: what it answers as long as Redis is away is theirs to say. */
export function storeOn({redis, prefix}: {readonly redis: Redis; readonly prefix: string}): Store {
  return {
    redis,
    key: (...parts) => [prefix, ...parts].join(':'),
    close: async () => Promise.resolve(),
  };
}

/** ioredis' words for a request that had no answer; it gives them no code. */
const awayMessages: ReadonlySet<string> = new Set(['Command timed out', 'Connection is closed.']);
const awayCodes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Whether Redis could not be asked, rather than answered with an error. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'MaxRetriesPerRequestError' ||
    awayMessages.has(error.message) ||
    ('code' in error && awayCodes.has(error.code)) ||
    // a server that still reads its files
    error.message.startsWith('LOADING')
  );
}
