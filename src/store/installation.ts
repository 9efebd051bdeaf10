import {randomInt} from 'node:crypto';
import type {Store} from './store.ts';

/** Without vowels: it stands in names that people read. */
const letters = 'bcdfghjklmnpqrstvwxz0123456789';
const idLength = 5;

/**
 * What this installation is called in the cluster, where others may be at work too: five letters and digits, made up once
 * and kept as long as its Redis. It is a part of its workshops' ids, and so of its namespaces' names.
 */
export async function installationId(store: Pick<Store, 'redis' | 'key'>): Promise<string> {
  const key = store.key('installation');
  // a Redis that is full is read all the same
  const known = await store.redis.get(key);
  if (known !== null) return known;
  const made = Array.from({length: idLength}, () => letters[randomInt(letters.length)]).join('');
  await store.redis.set(key, made, 'NX');
  const kept = await store.redis.get(key);
  if (kept === null) throw new Error(`Redis does not keep ${key}`);
  return kept;
}
