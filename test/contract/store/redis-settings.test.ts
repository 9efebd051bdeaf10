import {Redis} from 'ioredis';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {diagnoseRedis} from '#src/store/redis-settings.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';

let server: RedisServer;
let store: Store;

beforeAll(async () => {
  server = await RedisServer.open();
  store = openStore(server.url, server.newPrefix());
});
afterAll(async () => {
  await store?.close();
  await server?.close();
});

test('a Redis that is run as it is to be passes', async () => {
  expect(await diagnoseRedis(store.redis)).toMatchObject({
    state: 'passed',
    said: expect.stringMatching(/^It is \d+\.\d+/),
  });
});

test.each([
  ['refuses CONFIG, as hosted ones do', ['+@all', '-config'], 'passed'],
  ['tells nothing of itself', ['+@all', '-info', '-config'], 'unknown'],
])('one that %s', async (_which, rights, state) => {
  await store.redis.call('ACL', 'SETUSER', 'guest', 'reset', 'on', '>secret', '~*', '&*', ...rights);
  const redis = new Redis(server.url, {username: 'guest', password: 'secret', enableReadyCheck: false});
  try {
    expect(await diagnoseRedis(redis)).toMatchObject({state});
  } finally {
    redis.disconnect();
  }
});

test('one that does not answer fails', async () => {
  server.pause();
  try {
    expect(await diagnoseRedis(store.redis)).toMatchObject({
      state: 'failed',
      said: expect.stringContaining('not answer'),
    });
  } finally {
    server.resume();
  }
});

// the last: a Redis that begins to append can't be ended at once
test('one that evicts, or writes no append-only file, is told', async () => {
  await store.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await diagnoseRedis(store.redis)).toMatchObject({
    state: 'failed',
    said: expect.stringContaining('allkeys-lru'),
  });
  await store.redis.config('SET', 'maxmemory-policy', 'noeviction');
  await store.redis.config('SET', 'appendonly', 'no');
  expect(await diagnoseRedis(store.redis)).toMatchObject({state: 'warning'});
});
