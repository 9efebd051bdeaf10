import {scanKeys} from './scan-keys.ts';
import type {Store} from './store.ts';

/** What keys are for, by how they begin. */
const families = {
  answers: ['answer'],
  commands: ['outcome', 'replies', 'lane'],
  workshops: ['workshop', 'workshops', 'cards'],
} as const;
type KeyFamily = keyof typeof families | 'rest';
export type MemoryUse = Readonly<Record<KeyFamily, number>>;

/** More keys than that are not looked at. */
const mostKeys = 50_000;

/**
 * What Labrador's keys take, in bytes, by what they are for. `rest` is all of its other keys.
 * @throws where Redis does not tell
 */
export async function memoryUse(store: Store): Promise<MemoryUse> {
  const {redis, key: keyOf} = store;
  const begin = keyOf('');
  const use: Record<KeyFamily, number> = {answers: 0, commands: 0, workshops: 0, rest: 0};
  let looked = 0;
  for await (const keys of scanKeys(store, `${begin}*`)) {
    const sizes = await Promise.all(keys.map(async (key) => redis.memory('USAGE', key)));
    for (const [index, key] of keys.entries()) use[familyOf(key.slice(begin.length))] += sizes[index] ?? 0;
    looked += keys.length;
    if (looked >= mostKeys) break;
  }
  return use;
}

function familyOf(key: string): KeyFamily {
  const [first = ''] = key.split(/[:-]/, 1);
  const found = (Object.keys(families) as (keyof typeof families)[]).find((family) =>
    families[family].some((begin) => begin === first),
  );
  return found ?? 'rest';
}
