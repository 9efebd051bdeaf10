import type {Redis} from 'ioredis';
import {RedisOutages} from '#src/lifecycle/redis-outages.ts';
import {FencedRedis, type Fence} from './fenced-redis.ts';
import {TurnRedis} from './turn-redis.ts';

/** Redis for what answers people: it fails at once while the server is away. Keys are below `prefix`. */
export interface Store {
  readonly redis: Redis;
  /** What hears of it when Redis is away. */
  readonly outages: RedisOutages;
  /** The whole key: `PREFIX:part:part`. */
  readonly key: (...parts: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

/** How long one request may take, in ms. */
const requestTimeoutMs = 1_500;

interface StoreOptions {
  /** Whose writes alone are taken; those of a leader. */
  readonly fence?: Fence | undefined;
  readonly outages?: RedisOutages;
}

export function openStore(
  url: string,
  prefix: string,
  {fence, outages = new RedisOutages()}: StoreOptions = {},
): Store {
  const options = {
    maxRetriesPerRequest: 1,
    commandTimeout: requestTimeoutMs,
    retryStrategy: (times: number) => Math.min(times * 100, 1_000),
    reconnectOnError: (error: Error) => outages.refused(error),
  };
  const redis = fence === undefined ? new TurnRedis(url, options) : new FencedRedis(url, options, fence);
  outages.watch(redis);
  return {
    redis,
    outages,
    key: (...parts) => [prefix, ...parts].join(':'),
    close: async () => {
      redis.disconnect();
      await Promise.resolve();
    },
  };
}

/** The same on a connection that is somebody else's: what it answers as long as Redis is away is theirs to say. */
export function storeOn({redis, outages, prefix}: Pick<Store, 'redis' | 'outages'> & {readonly prefix: string}): Store {
  return {
    redis,
    outages,
    key: (...parts) => [prefix, ...parts].join(':'),
    close: async () => Promise.resolve(),
  };
}
