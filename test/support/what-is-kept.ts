import type {Redis} from 'ioredis';
import {waitUntil} from './wait-until.ts';

/** What is kept, by its key without the prefix. */
export type Kept = ReadonlyMap<string, string>;

/**
 * What changes by itself, or some time after it was done: cards end when newer ones are shown, and what is known of who has left
 * goes minutes later. That somebody presses says that they know what they were named for, whatever comes of it.
 */
const restless = new RegExp(
  [
    '^(?:leader|leader-token|processes|people-indexed|live-lanes|working-lanes|cards|late-mentions)$',
    '^(?:given-up|late-named):',
    '^workshop:[^:]*:(?:latest|paused:.*)$',
    ':said:',
  ].join('|'),
  'u',
);
const inLine = /^(?:lane-|replies:)/;
const isCommand = /^lane-.*:op-[^:]*$/;

/** Whether it is a command that is in line, or was taken out of it and stays there until its turn. */
export const isInLine = (key: string): boolean => isCommand.test(key);

/** What Redis keeps, but for what changes by itself. */
async function readKept(redis: Redis, prefix: string): Promise<[string, string][]> {
  const keys = (await redis.keys(`${prefix}:*`)).map((key) => key.slice(prefix.length + 1)).toSorted();
  const watched = keys.filter((key) => (inLine.test(key) ? isCommand.test(key) : !restless.test(key)));
  return Promise.all(
    watched.map(async (key): Promise<[string, string]> => {
      const value = await valueOf(redis, `${prefix}:${key}`);
      return [key, JSON.stringify(value) ?? ''];
    }),
  );
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'set':
      return (await redis.smembers(key)).toSorted();
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES');
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return undefined;
  }
}

export const differences = (before: Kept, now: Kept): string[] =>
  [...new Set([...before.keys(), ...now.keys()])].filter((key) => before.get(key) !== now.get(key));

export interface KeptOptions {
  readonly redis: Redis;
  readonly prefix: string;
  /** What else there is to look at. */
  readonly also: () => Promise<readonly (readonly [string, string])[]>;
}

/** What is kept, once it stays as it is. */
export async function settledKept({redis, prefix, also}: KeptOptions): Promise<Kept> {
  const look = async (): Promise<Kept> => new Map([...(await readKept(redis, prefix)), ...(await also())]);
  let before = await look();
  let changed: string[] = [];
  return waitUntil(
    'nothing changes any more',
    async () => {
      const now = await look();
      changed = differences(before, now);
      before = now;
      return changed.length === 0 ? now : undefined;
    },
    {seen: () => changed},
  );
}
