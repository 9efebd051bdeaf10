import {isRedisAway} from './is-redis-away.ts';
import {isFull, isNotPermitted, isRedisRefusing} from './redis-trouble.ts';

type Level = (fields: object, message: string) => void;

/** How long a look at a far end that is silent takes, and some, in ms. */
const lookMs = 5_000;

/** A far end of whose outages a line is said, and what fails of one. */
interface FarEnd {
  readonly outages: {readonly isTold: boolean; readonly suspect: () => void};
  readonly isOf: (error: unknown) => boolean;
}

/**
 * Logs what fails in the background. Most of that fails of a far end that is away, again and again, which is said once: what
 * follows of it is for who looks for a bug.
 */
export function backgroundLog(
  log: {readonly warn: Level; readonly debug: Level},
  farEnds: readonly FarEnd[],
): (message: string, error?: unknown) => void {
  return (message, error) => {
    const warn = (): void => log.warn({error}, message);
    const debug = (): void => log.debug({error}, message);
    const own = farEnds.filter(({isOf}) => isOf(error)).map(({outages}) => outages);
    const isTold = (): boolean => own.some((outages) => outages.isTold);
    if (own.length === 0) return warn();
    if (isTold()) return debug();
    for (const outages of own) outages.suspect();
    setTimeout(() => (isTold() ? debug() : warn()), lookMs).unref();
  };
}

/** Whether it fails of a Redis that is away. What a user may not do, and what a full one does not take, is none of that. */
export function isOfRedis(error: unknown): boolean {
  if (isRedisAway(error)) return true;
  return isRedisRefusing(error) && !isNotPermitted(error) && !isFull(error);
}
