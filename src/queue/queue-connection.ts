import {Redis, type RedisOptions} from 'ioredis';

/** What every part of the queue shares: a connection that waits for Redis as long as it takes, and the keys' prefix. */
export interface QueueConnection {
  readonly redis: Redis;
  readonly prefix: string;
}

/**
 * BullMQ's workers need a connection that never gives a request up.
 * @param open makes the connection; a leader's is one that its writes are checked on
 */
export function openQueueConnection(
  url: string,
  prefix: string,
  open: (url: string, options: Omit<RedisOptions, 'replyMapping'>) => Redis = (url, options) => new Redis(url, options),
): QueueConnection {
  const redis = open(url, {maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 100, 2_000)});
  // each loss is followed by a new try; what waits for an answer has a deadline of its own
  redis.on('error', () => undefined);
  return {redis, prefix};
}
