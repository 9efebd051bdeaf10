import {Redis} from 'ioredis';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Person} from '#test/support/chat-page.ts';
import {readKeyTable} from '#test/support/redis-key-table.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {Scrape} from '#test/support/scrape.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, type TestClass} from './class.ts';

const prefix = 'kept';

let server: RedisServer;
let redis: Redis;
let room: TestClass;

beforeAll(async () => {
  server = await RedisServer.open();
  redis = new Redis(server.url);
  room = await openClass({REDIS_URL: server.url, REDIS_PREFIX: prefix});
});
afterAll(async () => {
  redis?.disconnect();
  await room?.close();
  await server?.close();
});

const groupsSchema = z.object({groups: z.array(z.object({preferredVersion: z.object({groupVersion: z.string()})}))});
const typesSchema = z.object({resources: z.array(z.object({name: z.string(), verbs: z.array(z.string())}))});
const itemsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        namespace: z.string().default(''),
        name: z.string(),
        labels: z.record(z.string(), z.string()).default({}),
        annotations: z.record(z.string(), z.string()).default({}),
      }),
    }),
  ),
});

const ask = async (path: string): Promise<unknown> => (await room.labrador.admin.as(undefined).request({path})).body;

/** Each object of the cluster, of every type, with its labels and the names of its annotations. */
async function cluster(): Promise<string[]> {
  const {groups} = groupsSchema.parse(await ask('/apis'));
  const bases = ['/api/v1', ...groups.map(({preferredVersion}) => `/apis/${preferredVersion.groupVersion}`)];
  const listed = bases.map(async (base) => {
    const {resources} = typesSchema.parse(await ask(base));
    const types = resources.filter(({name, verbs}) => verbs.includes('list') && !name.includes('/'));
    return Promise.all(
      types.map(async ({name: type}) => {
        const {items} = itemsSchema.parse(await ask(`${base}/${type}`));
        return items.map(
          ({metadata: {namespace, name, labels, annotations}}) =>
            `${base}/${type} ${namespace}/${name} ${JSON.stringify(labels)} ${Object.keys(annotations).join()}`,
        );
      }),
    );
  });
  // what happened to nodes, which have no namespace, is told in one that is nobody's
  return (await Promise.all(listed))
    .flat(2)
    .filter((one) => !/\/(?:events|metrics\S*) default\//u.test(one))
    .sort();
}

/** Each key of Redis that has no end of its own by then, and how much it holds. */
async function kept(): Promise<string[]> {
  const table = await readKeyTable();
  const names = (await redis.keys('*')).map((key) => key.replace(`${prefix}:`, ''));
  return names.filter((name) => table.find(({matches}) => matches(name))?.inTheEnd !== 'TTL').sort();
}

/** Waits until the process counts nobody and nothing of anybody. */
async function untilNobodyIsCounted(): Promise<void> {
  const names = [
    'learners',
    'learners_in_line',
    'open_lanes',
    'commands_in_line',
    'replies_under_way',
    'help_requests',
  ];
  let last: Record<string, number | undefined> = {};
  await waitUntil(
    'nobody is counted',
    async () => {
      const found = new Scrape(await (await fetch(`${room.labrador.healthUrl}/metrics`)).text());
      last = Object.fromEntries(names.map((name) => [name, found.value(`labrador_${name}`)]));
      return Object.values(last).every((value) => value === 0) ? true : undefined;
    },
    {seen: () => last},
  );
}

/** Does something of everything, and leaves. @returns the sandbox */
async function comesAndGoes(person: Person): Promise<string> {
  await person.types('/lab start');
  await (await person.types('/kubectl command:apply -f specs/nginx')).until(/\*\*Running\*\* · 1\/1 ready/);
  await person.types('/kubectl command:create namespace team');
  await person.types('/kubectl command:create configmap notes -n team --from-literal=a=b');
  await person.types('/kubectl command:label node --all disk=ssd');
  await person.types('/kubectl command:exec daemonset/nginx -- seq 1 20000');
  await person.types('/kubectl command:get pods -o name > pods.txt');
  await person.types('/lab show');
  await person.types('/lab hint');
  await person.types('/help-me what:Why?');
  const left = await person.types('/lab leave');
  await left.until(/namespace "team" deleted[^]*namespace "labrador-/u);
  return /labrador-[\w-]+/u.exec(await left.text())?.[0] ?? '';
}

test('of who left nothing is kept in the cluster, nor in Redis but what docs/redis-keys.md says, nor counted', async () => {
  // what a class has once, it has after the first
  await comesAndGoes(await room.page.join('grace'));
  await untilNobodyIsCounted();
  const ada = await room.page.join('ada');
  const before = {cluster: await cluster(), kept: await kept()};
  const namespace = await comesAndGoes(ada);
  expect(namespace).toContain(ada.id);

  const seen: Record<string, unknown> = {};
  await waitUntil(
    'the cluster is as it was',
    async () => {
      const now = await cluster();
      seen['more'] = now.filter((one) => !before.cluster.includes(one));
      seen['less'] = before.cluster.filter((one) => !now.includes(one));
      return now.join('\n') === before.cluster.join('\n') ? true : undefined;
    },
    {seen: () => seen},
  );
  // how they stood to the steps and what they typed last, for a day and a week; that something is kept; that they were answered
  const stays = /^(?:person:\d+|workshop:[^:]+:(?:lab|recent):\d+(?::\d+)?|replies:reply-\d+(?::processed)?)$/u;
  let more: string[] = [];
  await waitUntil(
    'Redis has no more of them than that',
    async () => {
      more = (await kept()).filter((key) => !before.kept.includes(key));
      return more.every((key) => stays.test(key)) ? true : undefined;
    },
    {seen: () => more.filter((key) => !stays.test(key))},
  );
  expect(more.filter((key) => key.includes(namespace))).toEqual([]);
  for (const key of more.filter((one) => one.startsWith('workshop:'))) {
    expect({key, ends: (await redis.pttl(`${prefix}:${key}`)) > 0}).toEqual({key, ends: true});
  }
  for (const key of more.filter((one) => one.startsWith('replies:'))) {
    expect(JSON.stringify(await redis.hgetall(`${prefix}:${key}`))).not.toMatch(/nginx|configmap|disk=ssd|pods\.txt/u);
  }
  await untilNobodyIsCounted();
}, 180_000);
