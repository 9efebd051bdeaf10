import {z} from 'zod';
import type {Store} from './store.ts';

/** Keys that Redis looks at in one step. */
const scanCount = 1_000;

/** All keys of a pattern, some at a time. One that is written meanwhile may come, or come twice. */
export async function* scanKeys({redis}: Pick<Store, 'redis'>, pattern: string): AsyncGenerator<string[]> {
  for await (const found of redis.scanStream({match: pattern, count: scanCount}))
    yield z.array(z.string()).parse(found);
}
