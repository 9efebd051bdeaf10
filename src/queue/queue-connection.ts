import {Redis, type RedisOptions} from 'ioredis';
import {RedisOutages} from '#src/lifecycle/redis-outages.ts';

/** What every part of the queue shares: a connection that waits for Redis as long as it takes, and the keys' prefix. */
export interface QueueConnection {
  readonly redis: Redis;
  readonly prefix: string;
  /** What hears of it when Redis is away. */
  readonly outages: RedisOutages;
}

interface QueueConnectionOptions {
  /** Makes the connection; a leader's is one that its writes are checked on. */
  readonly open?: (url: string, options: Omit<RedisOptions, 'replyMapping'>) => Redis;
  readonly outages?: RedisOutages;
}

/** BullMQ's workers need a connection that never gives a request up. */
export function openQueueConnection(
  url: string,
  prefix: string,
  {open = (...own) => new Redis(...own), outages = new RedisOutages()}: QueueConnectionOptions = {},
): QueueConnection {
  const redis = open(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
    reconnectOnError: (error) => outages.refused(error),
  });
  // each loss is followed by a new try; what waits for an answer has a deadline of its own
  outages.watch(redis);
  return {redis, prefix, outages};
}
