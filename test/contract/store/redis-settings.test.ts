import {once} from 'node:events';
import {createServer} from 'node:net';
import {Redis} from 'ioredis';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {requireRedis} from '#src/start/require-answers.ts';
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

test('one that is older than the oldest that works is refused at start', async () => {
  const old = createServer((socket) => {
    const info = 'redis_version:6.0.16\r\n';
    socket.on('data', (chunk: Buffer) => {
      for (const [, name] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
        socket.write(name === 'info' ? `$${info.length}\r\n${info}\r\n` : '+PONG\r\n');
      }
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const address = old.address();
  const url = `redis://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  const guest = openStore(url, 'old');
  try {
    await expect(requireRedis(guest, url)).rejects.toThrow(
      /It is 6\.0\.16; the oldest that works is 6\.2\. Use a newer/,
    );
    await requireRedis(store, server.url);
  } finally {
    await guest.close();
    old.close();
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
