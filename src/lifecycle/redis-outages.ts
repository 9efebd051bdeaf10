import {setTimeout as sleep} from 'node:timers/promises';
import {isRedisAway} from './is-redis-away.ts';
import {isNotPermitted, isRedisRefusing, isReplica, redisTrouble} from './redis-trouble.ts';
import type {Trouble} from './trouble.ts';
import {Reasons, secondsSince} from './wait-for.ts';

/** What ioredis says of a connection. */
interface Connection {
  readonly options: {readonly host?: string | undefined; readonly port?: number | undefined};
  readonly on: (event: 'error' | 'reconnecting' | 'ready' | 'end', listener: (error: unknown) => void) => unknown;
}

/** How often Redis is looked at while something is wrong with it, in ms, and after nothing was found, at the soonest. */
const lookMs = {everyMs: 2_000, anewMs: 10_000} as const;

const asWarning = (message: string, error?: unknown): void => {
  process.emitWarning(error instanceof Error ? `${message}: ${error.message}` : message);
};

interface RedisOutagesOptions {
  readonly log?: (message: string, error?: unknown) => void;
  /** What is wrong with Redis, asked on a connection of its own: one that closes, or an answer that refuses, does not tell all. */
  readonly look?: () => Promise<Trouble | undefined>;
}

/**
 * What a process says of a Redis that it can't work with: a line when the first of its connections fails, another for each
 * other reason, and one when all is well again. The connections try again by themselves.
 */
export class RedisOutages {
  readonly #log: (message: string, error?: unknown) => void;
  readonly #look: (() => Promise<Trouble | undefined>) | undefined;
  readonly #failing = new Set<unknown>();
  readonly #reasons = new Reasons();
  #since = 0;
  #isLooking = false;
  #lookAgainAt = -Infinity;
  #isClosed = false;

  constructor({log = asWarning, look}: RedisOutagesOptions = {}) {
    this.#log = log;
    this.#look = look;
  }

  watch(connection: Connection): void {
    const {host = 'localhost', port = 6379} = connection.options;
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    connection.on('error', (error) => this.#failed(connection, redisTrouble(error, address)));
    // one that Redis closes by itself has no error
    connection.on('reconnecting', () => void this.#lookUntilWell());
    connection.on('ready', () => this.#isWell(connection));
    // it was closed here
    connection.on('end', () => this.#isWell(connection));
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
    if (isRedisRefusing(error) || isRedisAway(error)) void this.#lookUntilWell();
    return isReplica(error);
  }

  /** Nothing is looked at any more. */
  close(): void {
    this.#isClosed = true;
  }

  async #lookUntilWell(): Promise<void> {
    if (this.#look === undefined || this.#isLooking || performance.now() < this.#lookAgainAt) return;
    this.#isLooking = true;
    try {
      for (;;) {
        const trouble = await this.#look();
        if (trouble === undefined || this.#isClosed) break;
        this.#failed(this, trouble);
        await sleep(lookMs.everyMs, undefined, {ref: false});
      }
    } finally {
      this.#isLooking = false;
      this.#lookAgainAt = performance.now() + lookMs.anewMs;
      this.#isWell(this);
    }
  }

  #failed(who: unknown, {said}: Trouble): void {
    if (this.#isClosed) return;
    if (this.#failing.size === 0) this.#since = performance.now();
    this.#failing.add(who);
    const isFirst = this.#reasons.isEmpty;
    if (this.#reasons.isNew(said)) this.#log(`${isFirst ? 'Waiting' : 'Still waiting'} for Redis: ${said}`);
  }

  #isWell(who: unknown): void {
    if (!this.#failing.delete(who) || this.#failing.size > 0) return;
    this.#reasons.clear();
    if (!this.#isClosed) this.#log(`Redis answers again, after ${secondsSince(this.#since)} s.`);
  }
}
