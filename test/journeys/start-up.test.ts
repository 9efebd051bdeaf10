import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {ChatPage} from '../support/chat-page.ts';
import {waitUntil} from '../support/wait-until.ts';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-start-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
  await rm(folder, {recursive: true, force: true});
});

interface Started {
  readonly child: ChildProcess;
  readonly lines: () => string[];
}

/** What `npm start` runs, with nothing configured but where it keeps its data and that ports are picked. */
function start(environment: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Started {
  const child = spawn(process.execPath, [main, ...args], {
    env: {PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', HEALTH_PORT: '0', LOG_LEVEL: 'warn', ...environment},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {child, lines: () => output.trimEnd().split('\n')};
}

async function untilReady({child, lines}: Started): Promise<string> {
  return waitUntil(
    'it is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${lines().join('\n')}`);
      const ready = lines().find((line) => line.startsWith('ready '));
      return ready === undefined ? undefined : ready.slice('ready '.length);
    },
    {seen: lines},
  );
}

async function untilEnded({child}: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('with nothing configured it opens a chat on an emulated cluster, and keeps it all over a restart', async () => {
  const first = start();
  const chat = new ChatPage(await untilReady(first));
  expect(first.lines()[0]).toMatch(/^chat +emulated, page at http:\/\/127\.0\.0\.1:\d+ \(Discord: DISCORD_TOKEN\)$/);
  expect(first.lines()[1]).toMatch(/^cluster +emulated, .*CLUSTER=kubeconfig/);
  expect(first.lines()[2]).toMatch(/^redis +private, .*REDIS_URL/);
  expect(first.lines().at(-1)).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/);
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  await (await ada.types('/kubectl command:apply -f specs/nginx')).until(/\*\*Running\*\* · 1\/1 ready/);

  const redisPid = Number(await readFile(join(folder, 'redis', 'redis.pid'), 'utf8'));
  first.child.kill('SIGINT');
  expect(await untilEnded(first)).toBe(0);
  expect(() => process.kill(redisPid, 0)).toThrow('ESRCH');

  const second = start();
  const again = await new ChatPage(await untilReady(second)).join('ada');
  expect(await (await again.types('/kubectl command:get ds -o name')).output()).toBe('daemonset.apps/nginx');
  expect((await again.sees()).some(({content}) => content.includes('kubectl apply -f specs/nginx'))).toBe(true);
});

test('what was killed is taken up by the next start, its Redis ended first', async () => {
  const first = start();
  await untilReady(first);
  const redisPid = Number(await readFile(join(folder, 'redis', 'redis.pid'), 'utf8'));
  first.child.kill('SIGKILL');
  await untilEnded(first);
  expect(process.kill(redisPid, 0)).toBe(true);
  await untilReady(start());
  expect(() => process.kill(redisPid, 0)).toThrow('ESRCH');
});

test('a second start with the same data, a taken port or a wrong setting is one clear line and an end', async () => {
  const first = start();
  await untilReady(first);
  const second = start();
  expect(await untilEnded(second)).toBe(1);
  expect(second.lines()).toEqual([expect.stringMatching(/^Another start \(process \d+\) uses .*DATA_DIR/)]);

  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const third = start({PORT: port, DATA_DIR: join(folder, 'third')});
  expect(await untilEnded(third)).toBe(1);
  expect(third.lines().at(-1)).toBe(`Port ${port} is taken. Set PORT to another one (0 picks one).`);
  server.close();

  const unreachable = join(folder, 'unreachable.kubeconfig');
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
  const away = start({CLUSTER: 'kubeconfig', KUBECONFIG: unreachable, DATA_DIR: join(folder, 'away')});
  expect(await untilEnded(away)).toBe(1);
  expect(away.lines().at(-1)).toMatch(/^The cluster at http:\/\/127\.0\.0\.1:9 does not answer\./);

  const noRedis = start({REDIS_URL: 'redis://:secret@127.0.0.1:9', DATA_DIR: join(folder, 'no-redis')});
  expect(await untilEnded(noRedis)).toBe(1);
  expect(noRedis.lines().at(-1)).toMatch(/^Redis at 127\.0\.0\.1:9 does not answer\./);
  expect(noRedis.lines().join('\n')).not.toContain('secret');

  const chatUrl = await untilReady(first);
  const refused = start({DISCORD_TOKEN: 'x.y.z', DISCORD_API: `${chatUrl}/api`, DATA_DIR: join(folder, 'refused')});
  expect(await untilEnded(refused)).toBe(1);
  expect(refused.lines().at(-1)).toMatch(/^The chat refuses DISCORD_TOKEN\./);

  const fourth = start({CLUSTER: 'minikube', DATA_DIR: join(folder, 'fourth')});
  expect(await untilEnded(fourth)).toBe(1);
  expect(fourth.lines()).toEqual([expect.stringMatching(/^CLUSTER: /)]);

  const fifth = start({DATA_DIR: join(folder, 'fifth')}, ['worker']);
  expect(await untilEnded(fifth)).toBe(1);
  expect(fifth.lines()).toEqual([expect.stringMatching(/^A worker alone needs REDIS_URL/)]);
});

test('--fresh begins anew', async () => {
  const first = start();
  const ada = await new ChatPage(await untilReady(first)).join('ada');
  await ada.types('/lab start');
  first.child.kill('SIGTERM');
  await untilEnded(first);
  const second = start({}, ['--fresh']);
  const again = await new ChatPage(await untilReady(second)).join('ada');
  expect(await (await again.types('/kubectl command:get pods')).text()).toContain('no sandbox yet');
});

test('health, readiness and metrics are served', async () => {
  const started = start();
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
