import {isRedisAway} from './is-redis-away.ts';

/** What ioredis says of a connection. */
interface Connection {
  readonly on: (event: 'error' | 'ready' | 'end', listener: (error: Error) => void) => unknown;
}

const asWarning = (message: string, error?: unknown): void => {
  process.emitWarning(error instanceof Error ? `${message}: ${error.message}` : message);
};

/**
 * What a process says of a Redis that is away: a line when the first of its connections fails, another for each other
 * reason, and one when all of them are there again. The connections try again by themselves.
 */
export class RedisOutages {
  readonly #log: (message: string, error?: unknown) => void;
  readonly #failing = new Set<Connection>();
  readonly #reasons = new Set<string>();
  #since = 0;

  constructor(log: (message: string, error?: unknown) => void = asWarning) {
    this.#log = log;
  }

  watch(connection: Connection): void {
    connection.on('error', (error) => this.#failed(connection, error));
    connection.on('ready', () => this.#answers(connection));
    // it was closed here
    connection.on('end', () => this.#answers(connection));
  }

  /** An error that came to `who` works on connections of its own: those to Redis fail as those that are watched. */
  heardBy(who: string, error: Error): void {
    if (!isRedisAway(error)) this.#log(who, error);
  }

  #failed(connection: Connection, error: Error): void {
    if (this.#failing.size === 0) this.#since = performance.now();
    this.#failing.add(connection);
    if (this.#reasons.has(error.message)) return;
    this.#reasons.add(error.message);
    this.#log('Redis does not answer: it is tried again until it does', error);
  }

  #answers(connection: Connection): void {
    if (!this.#failing.delete(connection) || this.#failing.size > 0) return;
    this.#reasons.clear();
    this.#log(`Redis answers again, after ${Math.round((performance.now() - this.#since) / 1_000)} s`);
  }
}
