import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {ChatPage} from '#test/support/chat-page.ts';
import {openStarts, untilEnded, untilReady, type Starts} from '#test/support/starts.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let starts: Starts;
beforeEach(async () => {
  starts = await openStarts();
});
afterEach(async () => starts.close());

test('with nothing configured it opens a chat on an emulated cluster, and keeps it all over a restart', async () => {
  const first = starts.start();
  const chat = new ChatPage(await untilReady(first));
  expect(first.lines()[0]).toMatch(/^chat +emulated, page at http:\/\/127\.0\.0\.1:\d+ \(Discord: DISCORD_TOKEN\)$/);
  expect(first.lines()[1]).toMatch(/^cluster +emulated, .*CLUSTER=kubeconfig/);
  expect(first.lines()[2]).toMatch(/^redis +private, .*REDIS_URL/);
  expect(first.lines().at(-1)).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/);
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  await (await ada.types('/kubectl command:apply -f specs/nginx')).until(/\*\*Running\*\* · 1\/1 ready/);

  const redisPid = Number(await readFile(join(starts.folder, 'redis', 'redis.pid'), 'utf8'));
  first.child.kill('SIGINT');
  expect(await untilEnded(first)).toBe(0);
  expect(() => process.kill(redisPid, 0)).toThrow('ESRCH');

  const second = starts.start();
  const again = await new ChatPage(await untilReady(second)).join('ada');
  expect(await (await again.types('/kubectl command:get ds -o name')).output()).toBe('daemonset.apps/nginx');
  expect((await again.sees()).some(({content}) => content.includes('kubectl apply -f specs/nginx'))).toBe(true);
});

test.each([
  'config',
  'daemonsets',
  'deployments',
  'jobs',
  'namespaces',
  'network-policies',
  'pods',
  'services',
  'statefulsets',
  'troubleshooting',
])('with the lab %s the doctor finds nothing wrong', async (LAB) => {
  const chat = new ChatPage(await untilReady(starts.start({LAB})));
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  // its node agents are still on their way just after the start
  await waitUntil(
    'nothing stands in the way',
    async () => {
      const answer = await flo.sends('/workshop doctor learners:20');
      const found = await answer.until(/\*\*Redis\*\*(?![\s\S]*⏳)/);
      expect(found).toContain(LAB === 'jobs' ? 'busybox:1.36' : 'nginx:1.18-alpine');
      return found.split('\n').every((line) => !/^(?:❌|❔)/.test(line)) ? true : undefined;
    },
    {withinMs: 50_000},
  );
});

test('what was killed is taken up by the next start, its Redis ended first', async () => {
  const first = starts.start();
  await untilReady(first);
  const redisPid = Number(await readFile(join(starts.folder, 'redis', 'redis.pid'), 'utf8'));
  first.child.kill('SIGKILL');
  await untilEnded(first);
  expect(process.kill(redisPid, 0)).toBe(true);
  await untilReady(starts.start());
  expect(() => process.kill(redisPid, 0)).toThrow('ESRCH');
});

test('--fresh begins anew', async () => {
  const first = starts.start();
  const ada = await new ChatPage(await untilReady(first)).join('ada');
  await ada.types('/lab start');
  first.child.kill('SIGTERM');
  await untilEnded(first);
  const second = starts.start({}, ['--fresh']);
  const again = await new ChatPage(await untilReady(second)).join('ada');
  expect(await (await again.types('/kubectl command:get pods')).text()).toContain('no sandbox yet');
});

test('health, readiness and metrics are served', async () => {
  const started = starts.start();
  await untilReady(started);
  const health =
    started
      .lines()
      .find((line) => line.startsWith('health '))
      ?.replace(/^health +/, '') ?? '';
  expect((await fetch(health)).status).toBe(200);
  expect((await fetch(new URL('/healthz', health))).status).toBe(200);
  expect(await (await fetch(new URL('/metrics', health))).text()).toContain('labrador_commands_total');
});
