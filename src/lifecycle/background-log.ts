import {isRedisAway} from './is-redis-away.ts';
import type {RedisOutages} from './redis-outages.ts';
import {isFull, isNotPermitted, isRedisRefusing} from './redis-trouble.ts';

type Level = (fields: object, message: string) => void;

/** How long a look at a Redis that is silent takes, and some, in ms. */
const lookMs = 5_000;

interface Following {
  readonly outages: RedisOutages;
  /** What fails of one besides its requests. */
  readonly follows?: (error: unknown) => boolean;
}

/**
 * Logs what fails in the background. Most of that fails of a Redis that is away, again and again, which `RedisOutages` says once:
 * what follows of it is for who looks for a bug. What a user of Redis may not do, and what a full one does not take, is none of
 * that.
 */
export function backgroundLog(
  log: {readonly warn: Level; readonly debug: Level},
  {outages, follows = () => false}: Following,
): (message: string, error?: unknown) => void {
  return (message, error) => {
    const warn = (): void => log.warn({error}, message);
    const debug = (): void => log.debug({error}, message);
    if (!isOfOutage(error) && !follows(error)) return warn();
    if (outages.isTold) return debug();
    outages.refused(error);
    setTimeout(() => (outages.isTold ? debug() : warn()), lookMs).unref();
  };
}

function isOfOutage(error: unknown): boolean {
  if (isRedisAway(error)) return true;
  return isRedisRefusing(error) && !isNotPermitted(error) && !isFull(error);
}
