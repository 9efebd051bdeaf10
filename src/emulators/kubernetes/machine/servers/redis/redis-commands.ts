import type {RedisData, RedisValue} from './redis-data.ts';
import {ok, type RedisReply} from '../../protocols/redis-reply.ts';

interface RedisCommand {
  /** How many words it takes after its name. */
  least: number;
  most?: number;
  /** Whether it changes what is there. */
  writes?: true;
  run: (data: RedisData, words: readonly string[], nowMs: number) => RedisReply;
}

/** What Redis says of a command that cannot be done. */
class RedisError extends Error {}

const wrongType = new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
const notInteger = new RedisError('ERR value is not an integer or out of range');

type ValueOf<Kind extends RedisValue['kind']> = Extract<RedisValue, {kind: Kind}>;

/** What is there under a key. @throws when that is of another kind */
function valueAt<Kind extends RedisValue['kind']>(data: RedisData, key: string, kind: Kind): ValueOf<Kind> | undefined {
  const value = data.get(key);
  const isOfKind = (one: RedisValue): one is ValueOf<Kind> => one.kind === kind;
  if (value === undefined) return undefined;
  if (!isOfKind(value)) throw wrongType;
  return value;
}

const text = (value: string | undefined): RedisReply => ({kind: 'text', text: value});
const integer = (value: number | boolean): RedisReply => ({kind: 'integer', value: Number(value)});
const list = (items: readonly string[]): RedisReply => ({kind: 'list', items});
const stringAt = (data: RedisData, key: string): string | undefined => valueAt(data, key, 'string')?.text;
const itemsAt = (data: RedisData, key: string, kind: 'list' | 'set'): string[] => valueAt(data, key, kind)?.items ?? [];

function integerOf(word: string): number {
  if (!/^-?\d{1,15}$/.test(word)) throw notInteger;
  return Number(word);
}

function add(data: RedisData, key: string, by: number): RedisReply {
  const sum = integerOf(stringAt(data, key) ?? '0') + by;
  data.set(key, {kind: 'string', text: String(sum)});
  return integer(sum);
}

/** `SET KEY VALUE [NX|XX] [EX SECONDS|PX MS]` */
function set(data: RedisData, [key = '', value = '', ...options]: readonly string[], nowMs: number): RedisReply {
  const words = options.map((word) => word.toUpperCase());
  const isThere = data.get(key) !== undefined;
  if ((words.includes('NX') && isThere) || (words.includes('XX') && !isThere)) return text(undefined);
  const after = (word: string): number | undefined =>
    words.includes(word) ? integerOf(words[words.indexOf(word) + 1] ?? '') : undefined;
  const seconds = after('EX');
  const ms = after('PX') ?? (seconds === undefined ? undefined : seconds * 1000);
  data.remove(key);
  data.set(key, {kind: 'string', text: value}, ms === undefined ? undefined : nowMs + ms);
  return ok;
}

function push(data: RedisData, [key = '', ...values]: readonly string[], isLeft: boolean): RedisReply {
  const items = itemsAt(data, key, 'list');
  const all = isLeft ? [...values.toReversed(), ...items] : [...items, ...values];
  data.set(key, {kind: 'list', items: all});
  return integer(all.length);
}

function pop(data: RedisData, [key = '']: readonly string[], isLeft: boolean): RedisReply {
  const items = itemsAt(data, key, 'list');
  const taken = isLeft ? items[0] : items.at(-1);
  const rest = isLeft ? items.slice(1) : items.slice(0, -1);
  if (rest.length === 0) data.remove(key);
  else data.set(key, {kind: 'list', items: rest});
  return text(taken);
}

function range(items: readonly string[], first: string, last: string): readonly string[] {
  const end = integerOf(last);
  return items.slice(integerOf(first), end === -1 ? undefined : end + 1);
}

function expire(data: RedisData, [key = '', seconds = '']: readonly string[], nowMs: number): RedisReply {
  const value = data.get(key);
  if (value === undefined) return integer(0);
  data.set(key, value, nowMs + integerOf(seconds) * 1000);
  return integer(1);
}

function secondsLeft(data: RedisData, key: string, nowMs: number): number {
  const endsAtMs = data.endOf(key);
  if (endsAtMs !== undefined) return Math.ceil((endsAtMs - nowMs) / 1000);
  return data.get(key) === undefined ? -2 : -1;
}

/** A pattern of `KEYS`: `?` stands for a character, `*` for any number of them. Takes time for both lengths, whatever is in it. */
function matches(pattern: string, key: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let read = 0; read < key.length;) {
    const wanted = pattern[at];
    if (wanted === '*') {
      [star, resume] = [at++, read];
    } else if (wanted === '?' || wanted === key[read]) {
      at += 1;
      read += 1;
    } else if (star !== -1) {
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

const commands: Readonly<Record<string, RedisCommand>> = {
  ping: {least: 0, most: 1, run: (_, [word]) => (word === undefined ? {kind: 'status', text: 'PONG'} : text(word))},
  echo: {least: 1, most: 1, run: (_, [word]) => text(word)},
  get: {least: 1, most: 1, run: (data, [key = '']) => text(stringAt(data, key))},
  set: {least: 2, writes: true, run: set},
  setnx: {least: 2, most: 2, writes: true, run: (data, words, now) => integer(set(data, [...words, 'NX'], now) === ok)},
  mget: {least: 1, run: (data, keys) => list(keys.map((key) => stringAt(data, key) ?? ''))},
  mset: {
    least: 2,
    writes: true,
    run: (data, words, now) => {
      for (let at = 0; at < words.length; at += 2) set(data, words.slice(at, at + 2), now);
      return ok;
    },
  },
  append: {
    least: 2,
    most: 2,
    writes: true,
    run: (data, [key = '', more = '']) => {
      const all = (stringAt(data, key) ?? '') + more;
      data.set(key, {kind: 'string', text: all});
      return integer(all.length);
    },
  },
  strlen: {least: 1, most: 1, run: (data, [key = '']) => integer((stringAt(data, key) ?? '').length)},
  incr: {least: 1, most: 1, writes: true, run: (data, [key = '']) => add(data, key, 1)},
  decr: {least: 1, most: 1, writes: true, run: (data, [key = '']) => add(data, key, -1)},
  incrby: {least: 2, most: 2, writes: true, run: (data, [key = '', by = '']) => add(data, key, integerOf(by))},
  decrby: {least: 2, most: 2, writes: true, run: (data, [key = '', by = '']) => add(data, key, -integerOf(by))},
  del: {least: 1, writes: true, run: (data, keys) => integer(keys.filter((key) => data.remove(key)).length)},
  exists: {least: 1, run: (data, keys) => integer(keys.filter((key) => data.get(key) !== undefined).length)},
  type: {least: 1, most: 1, run: (data, [key = '']) => ({kind: 'status', text: data.get(key)?.kind ?? 'none'})},
  keys: {least: 1, most: 1, run: (data, [pattern = '']) => list(data.keys().filter((key) => matches(pattern, key)))},
  dbsize: {least: 0, most: 0, run: (data) => integer(data.keys().length)},
  expire: {least: 2, writes: true, run: expire},
  ttl: {least: 1, most: 1, run: (data, [key = ''], now) => integer(secondsLeft(data, key, now))},
  lpush: {least: 2, writes: true, run: (data, words) => push(data, words, true)},
  rpush: {least: 2, writes: true, run: (data, words) => push(data, words, false)},
  lpop: {least: 1, most: 1, writes: true, run: (data, words) => pop(data, words, true)},
  rpop: {least: 1, most: 1, writes: true, run: (data, words) => pop(data, words, false)},
  llen: {least: 1, most: 1, run: (data, [key = '']) => integer(itemsAt(data, key, 'list').length)},
  lrange: {
    least: 3,
    most: 3,
    run: (data, [key = '', first = '', last = '']) => list(range(itemsAt(data, key, 'list'), first, last)),
  },
  sadd: {
    least: 2,
    writes: true,
    run: (data, [key = '', ...values]) => {
      const known = itemsAt(data, key, 'set');
      const items = [...new Set([...known, ...values])];
      data.set(key, {kind: 'set', items});
      return integer(items.length - known.length);
    },
  },
  smembers: {least: 1, most: 1, run: (data, [key = '']) => list(itemsAt(data, key, 'set'))},
  hset: {
    least: 3,
    writes: true,
    run: (data, [key = '', ...words]) => {
      const known = valueAt(data, key, 'hash')?.items ?? {};
      const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ''] as const] : []));
      const items = {...known, ...Object.fromEntries(pairs)};
      data.set(key, {kind: 'hash', items});
      return integer(Object.keys(items).length - Object.keys(known).length);
    },
  },
  hget: {
    least: 2,
    most: 2,
    run: (data, [key = '', field = '']) => {
      const items = valueAt(data, key, 'hash')?.items ?? {};
      return text(Object.hasOwn(items, field) ? items[field] : undefined);
    },
  },
  hgetall: {
    least: 1,
    most: 1,
    run: (data, [key = '']) => list(Object.entries(valueAt(data, key, 'hash')?.items ?? {}).flat()),
  },
  flushall: {
    least: 0,
    writes: true,
    run: (data) => {
      data.clear();
      return ok;
    },
  },
};

/** What comes of a command, and whether it changed what there is. */
export function runRedisCommand(
  data: RedisData,
  [name = '', ...words]: readonly string[],
  nowMs: number,
): {reply: RedisReply; hasWritten: boolean} {
  const said = (error: string): {reply: RedisReply; hasWritten: boolean} => ({
    reply: {kind: 'error', text: error},
    hasWritten: false,
  });
  const lower = name.toLowerCase() === 'flushdb' ? 'flushall' : name.toLowerCase();
  const command = Object.hasOwn(commands, lower) ? commands[lower] : undefined;
  if (command === undefined) {
    const begin = words.map((word) => `'${word}' `).join('');
    return said(`ERR unknown command '${name}', with args beginning with: ${begin}`);
  }
  if (words.length < command.least || words.length > (command.most ?? Infinity)) {
    return said(`ERR wrong number of arguments for '${lower}' command`);
  }
  if (command.writes && data.isFull && lower !== 'del' && lower !== 'flushall') {
    return said("OOM command not allowed when used memory > 'maxmemory'.");
  }
  try {
    return {reply: command.run(data, words, nowMs), hasWritten: command.writes === true};
  } catch (error) {
    if (error instanceof RedisError) return said(error.message);
    throw error;
  }
}
