import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {Processes} from '#src/store/processes.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let server: RedisServer;
let store: Store;
beforeAll(async () => {
  server = await RedisServer.open();
});
afterAll(async () => {
  await store.close();
  await server.close();
});
beforeEach(() => {
  store = openStore(server.url, server.newPrefix());
});

test('processes are known by what they say, until they end', async () => {
  const processes = new Processes(store);
  const endBot = processes.keep({role: 'bot', version: '1.0.0'}, async () => Promise.resolve([]));
  const endWorker = processes.keep({role: 'worker', version: '2.0.0'}, async () => Promise.resolve(['chat']));
  const both = await waitUntil('both are known', async () => {
    const known = await processes.list();
    return known.length === 2 ? known : undefined;
  });
  expect(both).toEqual(
    expect.arrayContaining([
      {role: 'bot', version: '1.0.0', missing: []},
      {role: 'worker', version: '2.0.0', missing: ['chat']},
    ]),
  );
  await endWorker();
  expect(await processes.list()).toEqual([{role: 'bot', version: '1.0.0', missing: []}]);
  await endBot();
  expect(await processes.list()).toEqual([]);
});

test('one that was killed is not believed for long, and is forgotten by what the next one says', async () => {
  const processes = new Processes(store);
  const key = store.key('processes');
  const said = JSON.stringify({role: 'worker', version: '1.0.0', missing: []});
  const secondsAgo = (seconds: number): string => `${Date.now() - seconds * 1_000} ${said}`;
  await store.redis.hset(key, {'just-now': secondsAgo(2), killed: secondsAgo(50), 'long-ago': secondsAgo(90)});
  expect(await processes.list()).toHaveLength(1);
  const end = processes.keep({role: 'bot', version: '1.0.0'}, async () => Promise.resolve([]));
  await waitUntil('it has said something', async () => ((await processes.list()).length === 2 ? true : undefined));
  expect(await store.redis.hkeys(key)).toEqual(expect.arrayContaining(['just-now', 'killed']));
  expect(await store.redis.hexists(key, 'long-ago')).toBe(0);
  await end();
});
