import {QueueKeys, RedisConnection, RedisQueueBackend, type BackendFactory} from 'bullmq';
import type {QueueConnection} from './queue-connection.ts';

/**
 * What BullMQ's queues and workers reach Redis by: all of a process on its one connection, so that another queue costs neither a
 * connection nor a question about the server. One that waits for jobs has to have its own: these do not wait.
 */
export class SharedBackend {
  readonly #connection: RedisConnection;

  readonly #keys: QueueKeys;

  constructor({redis, prefix, outages}: QueueConnection) {
    this.#keys = new QueueKeys(prefix);
    // one that waited until Redis is there would give up for good where it is away at first
    this.#connection = new RedisConnection(redis, {
      shared: true,
      blocking: false,
      skipVersionCheck: true,
      skipWaitingForReady: true,
    });
    this.#connection.on('error', (error: Error) => outages.heardBy('the queues', error));
  }

  /** Handed to a queue or a worker when it is made. */
  readonly factory: BackendFactory<RedisQueueBackend> = (name, options) => {
    const keys = this.#keys.getKeys(name);
    const toKey = (type: string): string => this.#keys.toKey(name, type);
    return new RedisQueueBackend(this.#connection, name, keys, toKey, options, undefined, false);
  };

  /** Those who use it are closed before; the connection stays open. */
  async close(): Promise<void> {
    await this.#connection.close();
  }
}
