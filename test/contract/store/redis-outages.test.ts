import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {expect, test} from 'vitest';
import {RedisOutages} from '#src/lifecycle/redis-outages.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {LaneWorkers} from '#src/queue/lane-workers.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import {lookAtRedis} from '#src/store/look-at-redis.ts';
import {openStore} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** Longer than each connection waits before it tries again, several times. */
const spellMs = 4_000;

test('of a Redis that is away a process says so once, and once that it is there again, each time', async () => {
  const server = await RedisServer.open();
  const said: string[] = [];
  const prefix = server.newPrefix();
  const look = async () => lookAtRedis({url: server.url, prefix});
  const outages = new RedisOutages({log: (message) => void said.push(message), look});
  const store = openStore(server.url, prefix, {outages});
  const connection = openQueueConnection(server.url, prefix, {outages});
  const queue = new CommandQueue(connection);
  const lanes = new LaneWorkers({
    connection,
    run: async () => Promise.resolve({kind: 'cancelled'}),
    log: (message) => said.push(message),
  });
  await lanes.start();
  const endNudges = await onNudge(store, 'hints', async () => Promise.resolve());
  try {
    for (const spell of ['the first', 'the second']) {
      said.length = 0;
      await server.stop();
      await waitUntil(`${spell} outage is told`, async () => Promise.resolve(said.length > 0 ? true : undefined));
      await sleep(spellMs);
      // that it was cut off, and that it is refused
      expect(said.length).toBeLessThanOrEqual(2);
      for (const line of said) expect(line).toMatch(/^(?:Waiting|Still waiting) for Redis: Redis at 127\.0\.0\.1:\d+ /);
      expect(said.at(-1)).toMatch(
        /refuses the connection \(ECONNREFUSED\): nothing listens there\. Start it, or correct/,
      );
      said.length = 0;
      await server.start();
      await waitUntil('its end is told', async () => Promise.resolve(said.length > 0 ? true : undefined));
      await sleep(spellMs);
      expect(said).toEqual([expect.stringMatching(/^Redis answers again, after \d+ s\.$/)]);
    }
  } finally {
    outages.close();
    await endNudges();
    await lanes.close(0);
    await queue.close();
    connection.redis.disconnect();
    await store.close();
    await server.close();
  }
});

test('of a Redis that becomes a replica a process says so in its words, and once that it takes writes again', async () => {
  const server = await RedisServer.open();
  const said: string[] = [];
  const prefix = server.newPrefix();
  const look = async () => lookAtRedis({url: server.url, prefix});
  const outages = new RedisOutages({log: (message) => void said.push(message), look});
  const store = openStore(server.url, prefix, {outages});
  const admin = new Redis(server.url);
  try {
    await store.redis.set(store.key('x'), '1');
    await admin.replicaof('127.0.0.1', 9);
    // a script is refused like a command
    await expect(store.redis.eval(`return redis.call('SET', KEYS[1], '2')`, 1, store.key('x'))).rejects.toThrow(
      'READONLY',
    );
    await waitUntil('it is said', async () => Promise.resolve(said.length > 0 ? true : undefined));
    await admin.replicaof('NO', 'ONE');
    await waitUntil('its end is said', async () => Promise.resolve(said.length > 1 ? true : undefined));
    expect(said).toEqual([
      expect.stringMatching(
        /^Waiting for Redis: Redis at 127\.0\.0\.1:\d+ is a replica, which takes no writes \(READONLY /,
      ),
      expect.stringMatching(/^Redis answers again, after \d+ s\.$/),
    ]);
    // behind the name there may be another by then
    await waitUntil('it is written', async () =>
      store.redis.set(store.key('x'), '3').then(
        () => true as const,
        () => undefined,
      ),
    );
  } finally {
    outages.close();
    admin.disconnect();
    await store.close();
    await server.close();
  }
});
