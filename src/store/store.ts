import {Redis} from 'ioredis';

/** Redis for what answers people: it fails at once while the server is away. Keys are below `prefix`. */
export interface Store {
  readonly redis: Redis;
  /** The whole key: `PREFIX:part:part`. */
  readonly key: (...parts: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

/** How long one request may take, in ms. */
const requestTimeoutMs = 1_500;

export function openStore(url: string, prefix: string): Store {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    commandTimeout: requestTimeoutMs,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  });
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
