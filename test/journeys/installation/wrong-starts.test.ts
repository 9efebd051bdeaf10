import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openStarts, untilEnded, untilReady, type Starts} from '#test/support/starts.ts';

let starts: Starts;
beforeEach(async () => {
  starts = await openStarts();
});
afterEach(async () => starts.close());

test('a second start with the same data, a taken port or a wrong setting is one clear line and an end', async () => {
  const first = starts.start();
  await untilReady(first);
  const second = starts.start();
  expect(await untilEnded(second)).toBe(1);
  expect(second.lines()).toEqual([expect.stringMatching(/^Another start \(process \d+\) uses .*DATA_DIR/)]);

  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const third = starts.start({PORT: port, DATA_DIR: join(starts.folder, 'third')});
  expect(await untilEnded(third)).toBe(1);
  expect(third.lines().at(-1)).toBe(`Port ${port} is taken. Set PORT to another one (0 picks one).`);
  server.close();

  const unreachable = join(starts.folder, 'unreachable.kubeconfig');
  await writeFile(
    unreachable,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{name: 'c', cluster: {server: 'http://127.0.0.1:9'}}],
      users: [{name: 'u', user: {token: 't'}}],
      contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
      'current-context': 'x',
    }),
  );
  const away = starts.start({CLUSTER: 'kubeconfig', KUBECONFIG: unreachable, DATA_DIR: join(starts.folder, 'away')});
  expect(await untilEnded(away)).toBe(1);
  expect(away.lines().at(-1)).toMatch(/^The cluster at http:\/\/127\.0\.0\.1:9 does not answer\./);

  const noRedis = starts.start({REDIS_URL: 'redis://:secret@127.0.0.1:9', DATA_DIR: join(starts.folder, 'no-redis')});
  expect(await untilEnded(noRedis)).toBe(1);
  expect(noRedis.lines().at(-1)).toMatch(/^Redis at 127\.0\.0\.1:9 does not answer\./);
  expect(noRedis.lines().join('\n')).not.toContain('secret');

  const chatUrl = await untilReady(first);
  const refused = starts.start({
    DISCORD_TOKEN: 'x.y.z',
    DISCORD_API: `${chatUrl}/api`,
    DATA_DIR: join(starts.folder, 'refused'),
  });
  expect(await untilEnded(refused)).toBe(1);
  expect(refused.lines().at(-1)).toMatch(/^The chat refuses DISCORD_TOKEN\./);

  const fourth = starts.start({CLUSTER: 'minikube', DATA_DIR: join(starts.folder, 'fourth')});
  expect(await untilEnded(fourth)).toBe(1);
  expect(fourth.lines()).toEqual([expect.stringMatching(/^CLUSTER: /)]);

  const fifth = starts.start({DATA_DIR: join(starts.folder, 'fifth')}, ['worker']);
  expect(await untilEnded(fifth)).toBe(1);
  expect(fifth.lines()).toEqual([expect.stringMatching(/^A worker alone needs REDIS_URL/)]);
  // seven starts, one after the other
}, 240_000);
