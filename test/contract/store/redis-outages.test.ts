import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {RedisOutages} from '#src/lifecycle/redis-outages.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {LaneWorkers} from '#src/queue/lane-workers.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import {openStore} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** Longer than each connection waits before it tries again, several times. */
const spellMs = 4_000;

test('of a Redis that is away a process says so once, and once that it is there again, each time', async () => {
  const server = await RedisServer.open();
  const said: string[] = [];
  const outages = new RedisOutages((message) => said.push(message));
  const prefix = server.newPrefix();
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
      for (const line of said) expect(line).toMatch(/^Redis does not answer/);
      said.length = 0;
      await server.start();
      await waitUntil('its end is told', async () => Promise.resolve(said.length > 0 ? true : undefined));
      await sleep(spellMs);
      expect(said).toEqual([expect.stringMatching(/^Redis answers again, after \d+ s$/)]);
    }
  } finally {
    await endNudges();
    await lanes.close(0);
    await queue.close();
    connection.redis.disconnect();
    await store.close();
    await server.close();
  }
});
