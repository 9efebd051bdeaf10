import {setTimeout as sleep} from 'node:timers/promises';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {z} from 'zod';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {ChatPage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {buildGate, type Gate} from '#test/support/gate.ts';
import type {TestCluster} from '#test/support/labrador.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {askHealth} from '#test/support/scrape.ts';
import {openStarts, untilReady, type Started, type Starts} from '#test/support/starts.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** Longer than each watch and each request waits before it is tried again, several times. */
const spellMs = 12_000;
const listSchema = z.looseObject({
  items: z.array(z.looseObject({metadata: z.looseObject({name: z.string(), namespace: z.string()})})),
});
const portOf = (url: string): number => Number(new URL(url).port);

let starts: Starts;
let redis: RedisServer;
let cluster: TestCluster;
let chat: ChatEmulator;
let gates: {cluster: Gate; chat: Gate};
let admin: ApiServer;
let processes: readonly [bot: Started, worker: Started];

beforeEach(async () => {
  starts = await openStarts();
  redis = await RedisServer.open();
  cluster = await emulatedCluster();
  chat = await startChatEmulator({port: 0});
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(cluster.adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  await installLabrador(admin, deployFolder);
  gates = {cluster: await buildGate(portOf(admin.url)), chat: await buildGate(portOf(chat.restUrl))};
  for (const gate of Object.values(gates)) await gate.open();
  const kubeconfig = join(starts.folder, 'kubeconfig');
  await writeFile(kubeconfig, cluster.adminKubeconfig.replaceAll(admin.url, `http://127.0.0.1:${gates.cluster.port}`));
  const environment = {
    DISCORD_TOKEN: chat.token,
    DISCORD_API: `http://127.0.0.1:${gates.chat.port}${new URL(chat.restUrl).pathname}`,
    CLUSTER: 'kubeconfig',
    KUBECONFIG: kubeconfig,
    REDIS_URL: redis.url,
  };
  processes = [starts.start(environment, ['bot']), starts.start(environment, ['worker'])];
  for (const one of processes) await untilReady(one);
});
afterEach(async () => {
  await starts?.close();
  for (const gate of Object.values(gates ?? {})) await gate.shut();
  await admin?.close();
  await chat?.close();
  await cluster?.close();
  await redis?.close();
});

/** All that a process has logged, in order. */
const logged = (started: Started): string[] =>
  started
    .lines()
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as {msg: string}).msg);

/** What `/readyz` says. */
const readiness = async (started: Started): Promise<string> => (await askHealth(started.output(), '/readyz')).trim();

async function untilLogged(started: Started, line: RegExp): Promise<void> {
  await waitUntil(
    `it logs ${String(line)}`,
    async () => Promise.resolve(logged(started).some((one) => line.test(one)) || undefined),
    {withinMs: 60_000, seen: () => logged(started)},
  );
}

const untilReadiness = async (started: Started, wanted: RegExp): Promise<string> =>
  waitUntil(
    `readiness is ${String(wanted)}`,
    async () => {
      const said = await readiness(started);
      return wanted.test(said) ? said : undefined;
    },
    {withinMs: 60_000},
  );

const control = async (address: string, path: string, body: object): Promise<void> => {
  const response = await fetch(`${address}/_emulator${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
};

/** As by somebody else than the chat. */
async function scaleAll(replicas: number): Promise<void> {
  const {body} = await admin.as(undefined).request({path: '/apis/apps/v1/deployments'});
  const {items} = listSchema.parse(body);
  expect(items).not.toEqual([]);
  for (const {metadata} of items) {
    const path = `/apis/apps/v1/namespaces/${metadata.namespace}/deployments/${metadata.name}`;
    await admin.as(undefined).request({
      method: 'PATCH',
      path,
      body: {spec: {replicas}},
      contentType: 'application/merge-patch+json',
    });
  }
}

test('of an API server that goes away a process says so once, and once that it is there again', async () => {
  // cut off and begun again, each watch: no outage
  await control(admin.url, '/watches', {action: 'close'});
  await gates.cluster.shut();
  for (const one of processes) {
    await untilLogged(one, /^Waiting for the cluster/);
    await untilReadiness(one, /cluster/);
  }
  await sleep(spellMs);
  await gates.cluster.open();
  for (const one of processes) {
    await untilLogged(one, /^The cluster answers again/);
    await untilReadiness(one, /^ok$/);
    const lines = logged(one).filter((line) => /cluster|watch|API server/i.test(line));
    expect(lines.at(0)).toMatch(/^Waiting for the cluster: The cluster at http:\/\/127\.0\.0\.1:\d+ /);
    const beginning = lines.slice(0, -1).at(-1);
    expect(beginning).toMatch(/refuses the connection \(ECONNREFUSED\): nothing listens there\. Start it, or correct/);
    expect(lines.at(-1)).toMatch(/^The cluster answers again, after \d\d s\.$/);
    // that it was cut off, and that it is refused
    expect(lines.length).toBeLessThanOrEqual(3);
  }
});

test('of a Redis that goes away a process says that, and that it is there again, and nothing that only follows of it', async () => {
  const ada = await new ChatPage(chat.url).join('ada');
  await ada.types('/lab start');
  const before = processes.map((one) => logged(one).length);
  await redis.kill();
  for (const one of processes) await untilLogged(one, /^Waiting for Redis/);
  // for as long as a lead lasts without it, and longer than what looks at it now and then waits
  await sleep(2 * spellMs);
  await redis.start();
  for (const [index, one] of processes.entries()) {
    await untilLogged(one, /^Redis answers again/);
    await untilReadiness(one, /^ok$/);
    const [first = '', ...others] = logged(one).slice(before[index]);
    expect(first).toMatch(/^Waiting for Redis: Redis at 127\.0\.0\.1:\d+ /);
    expect(
      others.filter((line) => !/^(?:Still waiting for Redis: |Redis answers again, after \d\d s\.$)/.test(line)),
    ).toEqual([]);
  }
});

test('of a chat that goes away, and of the gateway alone, a process says so once, and once that it is there again', async () => {
  const [bot, worker] = processes;
  const ada = await new ChatPage(chat.url).join('ada');
  await ada.types('/lab start');
  await (await ada.types('/kubectl command:create deployment web --image=nginx:1.18-alpine')).text();
  const saidBefore = processes.map((one) => logged(one).length);
  await gates.chat.shut();
  for (const one of processes) {
    await untilLogged(one, /^Waiting for the chat/);
    await untilReadiness(one, /chat/);
  }
  // cards and messages of channels have something new to show meanwhile
  await scaleAll(3);
  await sleep(spellMs);
  await gates.chat.open();
  for (const [index, one] of processes.entries()) {
    await untilLogged(one, /^The chat answers again/);
    await untilReadiness(one, /^ok$/);
    const lines = logged(one).slice(saidBefore[index]);
    expect(lines.at(0)).toMatch(/^Waiting for the chat: The chat at http:\/\/127\.0\.0\.1:\d+\S* /);
    expect(lines.slice(0, -1).at(-1)).toMatch(/refuses the connection \(ECONNREFUSED\)/);
    expect(lines.at(-1)).toMatch(/^The chat answers again, after \d\d s\.$/);
    expect(lines.length).toBeLessThanOrEqual(3);
  }

  const before = logged(bot).length;
  await control(chat.url, '/gateway', {action: 'close', code: 4000});
  await untilReadiness(bot, /^ok$/);
  await control(chat.url, '/gateway', {action: 'refuse', status: 520, times: 20});
  await control(chat.url, '/gateway', {action: 'close', code: 4000});
  await untilLogged(bot, /^The gateway is open again/);
  expect(logged(bot).slice(before)).toEqual([
    expect.stringMatching(/^Waiting for the gateway: The chat at \S+ .*520/),
    expect.stringMatching(/^The gateway is open again, after \d+ s\.$/),
  ]);
  expect(logged(worker).join('\n')).not.toContain('gateway');
});

test('of rights that are taken away a process says which, is not ready, and says that they are back', async () => {
  const [, worker] = processes;
  const ada = await new ChatPage(chat.url).join('ada');
  await ada.types('/lab start');
  const binding = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/labrador-labeller';
  await admin.as(undefined).request({method: 'DELETE', path: binding});
  await ada.types('/kubectl command:label node --all disk=fast');
  await untilLogged(worker, /^Waiting for the rights/);
  expect(await readiness(worker)).toBe('not ready: rights');
  await installLabrador(admin, deployFolder);
  await untilLogged(worker, /^The cluster has the rights/);
  expect(await readiness(worker)).toBe('ok');
  expect(logged(worker).filter((line) => line.includes('rights'))).toEqual([
    expect.stringMatching(
      /^Waiting for the rights: labrador-system\/labeller may not patch nodes in the whole cluster\.\n.*cluster:install$/,
    ),
    expect.stringMatching(/^The cluster has the rights of this version again, after \d+ s\.$/),
  ]);
});
