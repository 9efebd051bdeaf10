import {setImmediate} from 'node:timers/promises';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Outages, type Looked, type OutagesOptions} from '#src/lifecycle/outages.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';

const trouble = (said: string): Trouble => ({said, isForGood: false});
const [away, silent] = [trouble('It is away.'), trouble('It is silent.')];
const graceMs = 5_000;

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});
afterEach(() => vi.useRealTimers());

const of = (name: string, options: Partial<OutagesOptions> = {}): Outages =>
  new Outages({name, ended: `${name} is back`, log: (line) => void lines.push(line), ...options});

test('the beginning is said, each other reason, and the end, when all who failed are well', () => {
  const outages = of('it');
  for (const who of ['a', 'b']) outages.failed(who, away);
  outages.failed('a', silent);
  expect(outages.isOn).toBe(true);
  outages.isWell('a');
  vi.advanceTimersByTime(3_000);
  outages.isWell('b');
  outages.isWell('b');
  expect(outages.isOn).toBe(false);
  expect(lines).toEqual([
    'Waiting for it: It is away.',
    'Still waiting for it: It is silent.',
    'it is back, after 3 s.',
  ]);
});

test('what is back within its grace was no outage; what is not is told for what it failed of last', () => {
  const outages = of('it', {graceMs});
  outages.failed('a', away);
  vi.advanceTimersByTime(graceMs - 1);
  outages.isWell('a');
  vi.advanceTimersByTime(graceMs);
  expect(lines).toEqual([]);
  outages.failed('a', away);
  outages.failed('a', silent);
  vi.advanceTimersByTime(graceMs);
  outages.isWell('a');
  expect(lines).toEqual(['Waiting for it: It is silent.', 'it is back, after 5 s.']);
});

test('while what it stands on is away, and for its grace after that, nothing is said of it', () => {
  const ground = of('the ground');
  const outages = of('it', {graceMs, standsOn: ground});
  outages.failed('a', away);
  ground.failed('b', silent);
  vi.advanceTimersByTime(10 * graceMs);
  outages.failed('a', silent);
  ground.isWell('b');
  lines.length = 0;
  vi.advanceTimersByTime(graceMs - 1);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lines).toEqual(['Waiting for it: It is silent.']);
});

test('what is closed says nothing more', () => {
  const outages = of('it', {graceMs});
  outages.failed('a', away);
  outages.close();
  vi.advanceTimersByTime(2 * graceMs);
  outages.failed('b', away);
  expect(lines).toEqual([]);
});

test('what is suspected is looked at until it is well; what can’t be found out changes nothing', async () => {
  vi.useRealTimers();
  const looks: Looked[] = ['unknown', away, 'unknown', away, undefined];
  const outages = of('it', {look: async () => Promise.resolve(looks.shift()), pace: {everyMs: 1, anewMs: 0}});
  outages.suspect();
  await setImmediate();
  expect([looks.length, ...lines]).toEqual([4]);
  outages.suspect();
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  expect(lines).toEqual(['Waiting for it: It is away.', 'it is back, after 0 s.']);
  expect(looks).toEqual([]);
});

test('a look that breaks is told, and is no outage', async () => {
  vi.useRealTimers();
  const outages = of('it', {look: async () => Promise.reject(new Error('a bug'))});
  outages.suspect();
  await vi.waitFor(() => expect(lines).toEqual(['what is wrong with it could not be looked at']));
});
