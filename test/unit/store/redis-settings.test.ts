import {expect, test} from 'vitest';
import {judgeRedis} from '#src/store/redis-settings.ts';

const memory = {used_memory: '40000000', maxmemory: '400000000', total_system_memory: '8000000000'};
const info = (changes: Record<string, string | undefined> = {}): string => {
  const fields = {redis_version: '7.4.1', maxmemory_policy: 'noeviction', aof_enabled: '1', ...memory, ...changes};
  const lines = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}:${value}`]));
  return `# Server\r\n${lines.join('\r\n')}\r\n`;
};

test.each([
  ['as it is to be', {}, 'passed', /^It is 7\.4\.1, /],
  ['the oldest that works', {redis_version: '6.2.0'}, 'passed', /6\.2\.0/],
  ['an older one', {redis_version: '6.0.16'}, 'failed', /^It is 6\.0\.16; the oldest that works is 6\.2\.$/],
  ['an old one with a high minor version', {redis_version: '5.9.0'}, 'failed', /5\.9\.0/],
  ['one that evicts', {maxmemory_policy: 'allkeys-lru'}, 'failed', /maxmemory-policy is allkeys-lru/],
  [
    'one that evicts and hides the rest',
    {maxmemory_policy: 'volatile-ttl', aof_enabled: undefined},
    'failed',
    /volatile/,
  ],
  ['one without an append-only file', {aof_enabled: '0'}, 'warning', /no append-only file/],
  ['one without a limit', {maxmemory: '0'}, 'warning', /^It has no maxmemory: /],
  ['one that is nearly full', {used_memory: '330000000'}, 'warning', /^It is nearly full, 83 % of 381 MiB: /],
  ['one that hides its memory', {used_memory: undefined}, 'unknown', /does not tell all/],
  ['one that hides its policy', {maxmemory_policy: undefined}, 'unknown', /does not tell all/],
  ['one that hides whether it appends', {aof_enabled: undefined}, 'unknown', /does not tell all/],
])('Redis %s', (_which, changes, state, said) => {
  const finding = judgeRedis(info(changes));
  expect(finding).toMatchObject({name: 'Redis', state, said: expect.stringMatching(said)});
  expect(finding.next === undefined).toBe(state === 'passed');
});

test('two mistakes are both told', () => {
  const {said} = judgeRedis(info({redis_version: '5.0.0', maxmemory_policy: 'allkeys-random'}));
  expect(said).toMatch(/5\.0\.0[\s\S]*allkeys-random/);
});

test('two warnings are both told, with what to do about each', () => {
  const finding = judgeRedis(info({maxmemory: '0', aof_enabled: '0'}));
  expect(finding.said).toMatch(/no maxmemory.*\n.*no append-only file/);
  expect(finding.next).toMatch(/Set maxmemory .*Set appendonly yes/);
});
