import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {Redis} from 'ioredis';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
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
import {openStarts, untilEnded, type Started, type Starts} from '#test/support/starts.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const password = 'p4ssw0rd-of-redis';
const portOf = (url: string): number => Number(new URL(url).port);

let starts: Starts;
let redis: RedisServer;
let cluster: TestCluster;
let chat: ChatEmulator;
let gates: {redis: Gate; cluster: Gate; chat: Gate};
let environment: Record<string, string>;
let admin: ApiServer;

beforeEach(async () => {
  starts = await openStarts();
  redis = await RedisServer.open();
  await tellRedis(async (client) => client.config('SET', 'requirepass', password));
  cluster = await emulatedCluster();
  chat = await startChatEmulator({port: 0});
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(cluster.adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  gates = {
    redis: await buildGate(portOf(redis.url)),
    cluster: await buildGate(portOf(admin.url)),
    chat: await buildGate(portOf(chat.restUrl)),
  };
  const kubeconfig = join(starts.folder, 'kubeconfig');
  await writeFile(kubeconfig, cluster.adminKubeconfig.replaceAll(admin.url, `http://127.0.0.1:${gates.cluster.port}`));
  environment = {
    DISCORD_TOKEN: chat.token,
    DISCORD_API: `http://127.0.0.1:${gates.chat.port}${new URL(chat.restUrl).pathname}`,
    CLUSTER: 'kubeconfig',
    KUBECONFIG: kubeconfig,
    REDIS_URL: `redis://:${password}@127.0.0.1:${gates.redis.port}`,
  };
});
afterEach(async () => {
  await starts?.close();
  for (const gate of Object.values(gates ?? {})) await gate.shut();
  await admin?.close();
  await chat?.close();
  await cluster?.close();
  await redis?.close();
});

async function tellRedis(tell: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(redis.url, {password, lazyConnect: true});
  try {
    await client.connect();
    await tell(client);
  } finally {
    client.disconnect();
  }
}

/** What `/readyz` and `/healthz` say; undefined before it listens. */
async function health(started: Started): Promise<{ready: string; lives: string} | undefined> {
  if (!/^health +\S+\/readyz$/m.test(started.output())) return undefined;
  const [ready = '', lives = ''] = await Promise.all(
    ['/readyz', '/healthz'].map(async (path) => askHealth(started.output(), path)),
  );
  return {ready: ready.trim(), lives: lives.trim()};
}

async function untilReadiness(started: Started, wanted: string | RegExp): Promise<void> {
  let seen: unknown;
  await waitUntil(
    `readiness is ${String(wanted)}`,
    async () => {
      const said = await health(started);
      seen = {said, lines: started.lines()};
      if (said === undefined) return undefined;
      if (said.lives !== 'ok') throw new Error(`it lives, and /healthz says ${said.lives}`);
      return (wanted instanceof RegExp ? wanted.test(said.ready) : said.ready === wanted) ? true : undefined;
    },
    {withinMs: 90_000, seen: () => seen},
  );
}

/** What its log says of waiting, in order. */
const waitingLines = (started: Started): string[] =>
  started
    .lines()
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as {msg: string}).msg)
    .filter((message) => /waiting for|answers|has the rights/i.test(message));

/** The lines about one far end, its name alone of those that have more to say. */
const linesOf = (started: Started, name: RegExp): string[] => waitingLines(started).filter((line) => name.test(line));

const parts: Record<string, () => Promise<void>> = {
  redis: async () => gates.redis.open(),
  cluster: async () => gates.cluster.open(),
  rights: async () => void (await installLabrador(admin, deployFolder)),
  chat: async () => gates.chat.open(),
};

describe('bot and worker that start with nothing there', () => {
  test.each([
    {order: ['redis', 'cluster', 'rights', 'chat'], waited: ['redis', 'cluster', 'rights', 'chat']},
    {order: ['chat', 'rights', 'cluster', 'redis'], waited: ['redis', 'cluster']},
    {order: ['cluster', 'chat', 'redis', 'rights'], waited: ['redis', 'cluster', 'rights']},
  ])(
    'are ready by themselves once all has come: $order',
    async ({order, waited}) => {
      const bot = starts.start(environment, ['bot']);
      const worker = starts.start(environment, ['worker']);
      for (const one of [bot, worker]) await untilReadiness(one, 'not ready: redis, cluster, chat');
      const missing = new Set(['redis', 'cluster', 'chat']);
      let hasRights = false;
      for (const part of order) {
        if (part === 'chat' && waited.includes(part)) {
          // its turn comes when all the others are there, and takes a moment to begin
          const isAsked = (): true | undefined => (linesOf(bot, /chat/).length > 0 ? true : undefined);
          await waitUntil('the bot waits for the chat', async () => Promise.resolve(isAsked()));
        }
        await parts[part]?.();
        missing.delete(part);
        hasRights ||= part === 'rights';
        if (part === 'cluster' && !hasRights) missing.add('rights');
        if (missing.size === 0) break;
        for (const one of [bot, worker]) {
          await untilReadiness(one, new RegExp([...missing].map((name) => `(?=.*\\b${name}\\b)`).join('')));
          if (!missing.has(part)) await untilReadiness(one, new RegExp(`^(?!.*\\b${part}\\b)`));
        }
      }
      for (const one of [bot, worker]) await untilReadiness(one, 'ok');
      // a bot that stands by is ready too, as one is for the moment before it takes the lead
      await waitUntil('the bot leads', async () => (/^ready /m.test(bot.output()) ? true : undefined));

      const address = (gate: Gate): string => `127\\.0\\.0\\.1:${gate.port}`;
      for (const one of [bot, worker]) {
        expect(linesOf(one, /redis/i)).toEqual([
          expect.stringMatching(
            new RegExp(
              `^Waiting for Redis: Redis at ${address(gates.redis)} refuses the connection \\(ECONNREFUSED\\)`,
            ),
          ),
          expect.stringMatching(/^Redis answers, after \d+ s\.$/),
        ]);
        expect(linesOf(one, /the cluster[: ](?!has)/i).filter((line) => !/rights|may not/.test(line))).toEqual([
          expect.stringMatching(
            new RegExp(
              `^Waiting for the cluster: The cluster at http://${address(gates.cluster)} refuses the connection`,
            ),
          ),
          expect.stringMatching(/^The cluster answers, after \d+ s\.$/),
        ]);
        const ofRights = [
          expect.stringMatching(/^Waiting for the rights: [\s\S]* may not [\s\S]*npm run cluster:install$/),
          expect.stringMatching(/^The cluster has the rights of this version, after \d+ s\.$/),
        ];
        // they come one after the other
        const rights = linesOf(one, /rights/).filter((line) => !line.startsWith('Still waiting for the rights: '));
        expect(rights).toEqual(waited.includes('rights') ? ofRights : []);
        const ofChat = [
          expect.stringMatching(
            new RegExp(`^Waiting for the chat: The chat at http://${address(gates.chat)}\\S* refuses the connection`),
          ),
          expect.stringMatching(/^The chat answers, after \d+ s\.$/),
        ];
        // a worker needs it when there is something to answer
        expect(linesOf(one, /chat/)).toEqual(one === bot && waited.includes('chat') ? ofChat : []);
        expect(one.output()).not.toContain(password);
        expect(one.output()).not.toContain(chat.token);
      }

      const ada = await new ChatPage(chat.url).join('ada');
      await ada.types('/lab start');
      expect(await (await ada.types('/kubectl command:get svc')).text()).toContain('No resources found');
    },
    180_000,
  );

  test('end within a second when they are told to', async () => {
    const both = [starts.start(environment, ['bot']), starts.start(environment, ['worker'])];
    for (const one of both) await untilReadiness(one, /redis, cluster/);
    for (const one of both) {
      const toldAt = performance.now();
      one.child.kill('SIGTERM');
      expect(await untilEnded(one)).toBe(0);
      expect(performance.now() - toldAt).toBeLessThan(1_000);
    }
  });
});
