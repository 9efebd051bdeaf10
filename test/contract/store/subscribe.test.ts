import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {subscribe} from '#src/lifecycle/subscribe.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {openStore} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** Both ways in which a process talks to Redis: one that fails at once while it is away, and one that waits for it. */
const connections = {
  store: (url: string) => openStore(url, 'test'),
  queue: (url: string) => openQueueConnection(url, 'test'),
} as const;

describe.each(['store', 'queue'] as const)('a channel that is heard beside the %s', (name) => {
  let server: RedisServer;
  let own: ReturnType<(typeof connections)[typeof name]>;
  const heard = new Set<string>();
  let end: () => void;
  beforeEach(async () => {
    heard.clear();
    server = await RedisServer.open();
    own = connections[name](server.url);
    end = await subscribe(own, ['news'], {heard: (_channel, message) => heard.add(message)});
  });
  afterEach(async () => {
    end();
    own.redis.disconnect();
    await server.close();
  });

  const untilHeard = async (message: string): Promise<Set<string>> =>
    waitUntil(`${message} is heard`, async () => {
      await own.redis.publish('news', message).catch(() => undefined);
      return heard.has(message) ? heard : undefined;
    });

  test('is heard again after Redis cut it off, or ended', async () => {
    await untilHeard('the first');
    await own.redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await untilHeard('after it was cut off');
    await server.stop();
    await server.start();
    expect(await untilHeard('after Redis was away')).toContain('after it was cut off');
  });

  test('is heard again after Redis refused just that for a while', async () => {
    await own.redis.acl('SETUSER', 'default', 'resetchannels');
    // who had subscribed to what is no more allowed is cut off
    await waitUntil('it is refused', async () => {
      const log = await own.redis.acl('LOG');
      return JSON.stringify(log).includes('"channel"') ? true : undefined;
    });
    await own.redis.acl('SETUSER', 'default', 'allchannels');
    expect(await untilHeard('when it is allowed again')).toContain('when it is allowed again');
  });
});

test('what can not be heard from the beginning is said to who asks', async () => {
  const server = await RedisServer.open();
  const store = openStore(server.url, 'test');
  try {
    await store.redis.acl('SETUSER', 'default', 'resetchannels');
    await expect(subscribe(store, ['news'], {heard: () => undefined})).rejects.toThrow('NOPERM');
  } finally {
    await store.close();
    await server.close();
  }
});
