import {once} from 'node:events';
import {setImmediate as turn} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {TurnRedis} from '#src/store/turn-redis.ts';
import {RedisServer} from '#test/support/redis-server.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.open();
});
afterAll(async () => server?.close());

async function connected(): Promise<TurnRedis> {
  const redis = new TurnRedis(server.url, {maxRetriesPerRequest: null, retryStrategy: () => 10});
  await once(redis, 'ready');
  await turn();
  return redis;
}

test('what is asked in one turn is held back until its end, and answered in order', async () => {
  const redis = await connected();
  const asked = [redis.set('a', '1'), redis.incr('a'), redis.multi().incr('a').get('a').exec(), redis.get('a')];
  const {stream} = redis;
  expect(stream.writableCorked).toBe(1);
  expect(stream.writableLength).toBeGreaterThan(100);
  expect(await Promise.all(asked)).toEqual([
    'OK',
    2,
    [
      [null, 3],
      [null, '3'],
    ],
    '3',
  ]);
  expect(stream.writableCorked).toBe(0);
  redis.disconnect();
});

test('what was held back when the connection broke is asked on the next one', async () => {
  const redis = await connected();
  const answer = redis.incr('b');
  redis.stream.destroy();
  expect(await answer).toBe(1);
  expect(redis.stream.writableCorked).toBe(0);
  redis.disconnect();
});

test('what was asked before the connection is there is answered', async () => {
  const redis = new TurnRedis(server.url);
  expect(await Promise.all([redis.incr('c'), redis.incr('c')])).toEqual([1, 2]);
  redis.disconnect();
});

test('who quits in the same turn loses nothing', async () => {
  const redis = await connected();
  expect(await Promise.all([redis.incr('d'), redis.quit()])).toEqual([1, 'OK']);
});
