import {Redis} from 'ioredis';

/** What every part of the queue shares: a connection that waits for Redis as long as it takes, and the keys' prefix. */
export interface QueueConnection {
  readonly redis: Redis;
  readonly prefix: string;
}

/** BullMQ's workers need a connection that never gives a request up. */
export function openQueueConnection(url: string, prefix: string): QueueConnection {
  const redis = new Redis(url, {maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 100, 2_000)});
  // each loss is followed by a new try; what waits for an answer has a deadline of its own
  redis.on('error', () => undefined);
  return {redis, prefix};
}
