import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

/** What docs/redis-keys.md says of a key. */
export interface DocumentedKey {
  /** As it is written there: `answer:<command>`. */
  readonly pattern: string;
  readonly matches: (key: string) => boolean;
  /** In seconds; undefined: Redis never ends it. */
  readonly ttlSeconds: number | undefined;
  /** Whether it has one from some moment on, and none before. */
  readonly isLaterTtl: boolean;
  readonly inTheEnd: 'gone' | 'TTL' | 'stays';
}

const columns = ['key', 'what it is', 'written by', 'at most', 'TTL', 'ends with', 'in the end'];
const unitSeconds: Readonly<Record<string, number>> = {s: 1, h: 3_600, d: 24 * 3_600};

/** All rows of the tables of docs/redis-keys.md. @throws Error for one that can't be read */
export async function readKeyTable(): Promise<DocumentedKey[]> {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'redis-keys.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => {
    const cells = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length !== columns.length) throw new Error(`not ${columns.length} columns: ${row}`);
    const [keys = '', , , most = '', ttl = '', , inTheEnd = ''] = cells;
    if (keys === 'key' || keys.startsWith('---')) return [];
    if (most === '') throw new Error(`nothing says how large it gets: ${row}`);
    if (inTheEnd !== 'gone' && inTheEnd !== 'TTL' && inTheEnd !== 'stays') throw new Error(`what stays? ${row}`);
    const patterns = [...keys.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => pattern);
    return patterns.map((pattern) => ({pattern, matches: matcherOf(pattern), ...readTtl(ttl), inTheEnd}));
  });
}

/** `<name>` stands for a part without a colon, `<name…>` for all that follows. */
function matcherOf(pattern: string): (key: string) => boolean {
  const source = pattern
    .split(/(<[^>]+>)/)
    .map((part) => (part.startsWith('<') ? (part.endsWith('…>') ? '.+' : '[^:]+') : escaped(part)))
    .join('');
  const expression = new RegExp(`^${source}$`, 's');
  return (key) => expression.test(key);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function readTtl(text: string): Pick<DocumentedKey, 'ttlSeconds' | 'isLaterTtl'> {
  if (text === '—') return {ttlSeconds: undefined, isLaterTtl: false};
  const found = /^(?<count>\d+) (?<unit>[shd])(?<later> once .+)?$/.exec(text)?.groups;
  const seconds = Number(found?.['count']) * (unitSeconds[found?.['unit'] ?? ''] ?? NaN);
  if (!Number.isSafeInteger(seconds)) throw new Error(`not a TTL: ${text}`);
  return {ttlSeconds: seconds, isLaterTtl: found?.['later'] !== undefined};
}
