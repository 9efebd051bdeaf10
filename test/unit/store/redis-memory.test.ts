import {expect, test} from 'vitest';
import {isAlmostUsed, percentOf, readMemory} from '#src/store/redis-memory.ts';

const info = (fields: Record<string, number>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');

test.each([
  ['its limit', {used_memory: 50, maxmemory: 100, total_system_memory: 1_000}, {usedBytes: 50, limitBytes: 100}],
  [
    'its machine’s, without one',
    {used_memory: 50, maxmemory: 0, total_system_memory: 1_000},
    {usedBytes: 50, limitBytes: 1_000},
  ],
  [
    'less what counts for nothing',
    {used_memory: 50, maxmemory: 100, mem_not_counted_for_evict: 20},
    {usedBytes: 30, limitBytes: 100},
  ],
  ['nothing, where neither is told', {used_memory: 50, maxmemory: 0}, undefined],
  ['nothing, where it is hidden', {maxmemory: 100}, undefined],
])('the memory of a Redis is compared with %s', (_, fields, memory) => {
  expect(readMemory(info(fields))).toEqual(memory);
});

test.each([
  [0.79, false, false],
  [0.8, false, true],
  [0.75, true, true],
  [0.69, true, false],
  [1.2, false, true],
])('with %d of it used, and before that %s, it is almost used: %s', (share, before, is) => {
  expect(isAlmostUsed({usedBytes: share * 1_000, limitBytes: 1_000}, before)).toBe(is);
});

test('it is told in percent', () => {
  expect(percentOf({usedBytes: 330_000_000, limitBytes: 402_653_184})).toBe('82 % of 384 MiB');
});
