import {EventEmitter} from 'node:events';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {backgroundLog, isOfRedis} from '#src/lifecycle/background-log.ts';
import {RedisOutages} from '#src/lifecycle/redis-outages.ts';

const silent = new Error('Command timed out');
/** A connection, as far as it is watched. */
class Connection extends EventEmitter {
  readonly options = {host: 'r'};
}

let logged: string[];
let warn: (message: string, error?: unknown) => void;
let outages: RedisOutages;

beforeEach(() => {
  vi.useFakeTimers();
  logged = [];
  outages = new RedisOutages({log: (message) => logged.push(message)});
  const log = {
    warn: (_fields: object, message: string) => void logged.push(`warn ${message}`),
    debug: (_fields: object, message: string) => void logged.push(`debug ${message}`),
  };
  warn = backgroundLog(log, [{outages, isOf: (error) => isOfRedis(error) || error === 'held back'}]);
});
afterEach(() => {
  outages.close();
  vi.useRealTimers();
});

test('what fails of something else is a warning at once, and so is what a user may not do, or a full Redis does not take', () => {
  for (const text of ['a bug', "NOPERM User x has no permissions to run the 'eval' command", 'OOM command not allowed'])
    warn('it failed', new Error(text));
  warn('it failed');
  expect(logged).toEqual(Array.from({length: 4}, () => 'warn it failed'));
});

test('what fails of a Redis that is away is a line for whoever looks for a bug, before that is found out and after it has ended', async () => {
  const connection = new Connection();
  outages.watch(connection);
  warn('the first', silent);
  warn('beside it', 'held back');
  await vi.advanceTimersByTimeAsync(3_000);
  connection.emit('error', silent);
  await vi.advanceTimersByTimeAsync(3_000);
  warn('later', new Error('WRONGPASS invalid username-password pair'));
  connection.emit('ready');
  warn('what was under way', silent);
  expect(logged).toEqual([
    expect.stringMatching(/^Waiting for Redis: /),
    'debug the first',
    'debug beside it',
    'debug later',
    expect.stringMatching(/^Redis answers again, after \d+ s\.$/),
    'debug what was under way',
  ]);
});

test('what fails though nothing is wrong with Redis is a warning, once that was looked at', async () => {
  warn('it was slow', silent);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(logged).toEqual(['warn it was slow']);
});
