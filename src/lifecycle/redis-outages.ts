import {isRedisAway} from './is-redis-away.ts';
import type {Log} from './log.ts';
import {Outages} from './outages.ts';
import {isNotPermitted, isRedisRefusing, isReplica, redisTrouble} from './redis-trouble.ts';
import type {Trouble} from './trouble.ts';

/** What ioredis says of a connection. */
interface Connection {
  readonly options: {readonly host?: string | undefined; readonly port?: number | undefined};
  readonly on: (event: 'error' | 'reconnecting' | 'ready' | 'end', listener: (error: unknown) => void) => unknown;
}

const asWarning = (message: string, error?: unknown): void => {
  process.emitWarning(error instanceof Error ? `${message}: ${error.message}` : message);
};

interface RedisOutagesOptions {
  readonly log?: Log;
  /** What is wrong with Redis, asked on a connection of its own: one that closes, or an answer that refuses, does not tell all. */
  readonly look?: () => Promise<Trouble | undefined>;
}

/** What a process says of a Redis that it can't work with, by its connections, which try again by themselves. */
export class RedisOutages {
  readonly #log: Log;
  readonly #outages: Outages;

  constructor({log = asWarning, look}: RedisOutagesOptions = {}) {
    this.#log = log;
    this.#outages = new Outages({
      name: 'Redis',
      ended: 'Redis answers again',
      log,
      ...(look === undefined ? {} : {look}),
    });
  }

  watch(connection: Connection): void {
    const {host = 'localhost', port = 6379} = connection.options;
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    connection.on('error', (error) => this.#outages.failed(connection, redisTrouble(error, address)));
    // one that Redis closes by itself has no error
    connection.on('reconnecting', () => this.#outages.suspect());
    connection.on('ready', () => this.#outages.isWell(connection));
    // it was closed here
    connection.on('end', () => this.#outages.isWell(connection));
  }

  /** An error that came to `who` works on connections of its own: those to Redis fail as those that are watched. */
  heardBy(who: string, error: Error): void {
    this.refused(error);
    // what one of its users may not do is nothing that ends by itself
    if (!isRedisAway(error) && (!isRedisRefusing(error) || isNotPermitted(error))) this.#log(who, error);
  }

  /**
   * A request failed. Answers whether another connection may do better: behind the same name there may be another Redis by
   * now.
   */
  refused(error: unknown): boolean {
    if (isRedisRefusing(error) || isRedisAway(error)) this.#outages.suspect();
    return isReplica(error);
  }

  get isTold(): boolean {
    return this.#outages.isTold;
  }

  suspect(): void {
    this.#outages.suspect();
  }

  /** Nothing is looked at any more. */
  close(): void {
    this.#outages.close();
  }
}
