import {Redis} from 'ioredis';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {readKeyTable, type DocumentedKey} from '#test/support/redis-key-table.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from '../workshops/class.ts';

const prefix = 'keys';
/** What the play does not bring about, or not surely. */
const unplayed: ReadonlySet<string> = new Set([
  'memory-told',
  'gateway-ends:<token>',
  'reaping',
  'server:<server>:said:<what>',
  'late-lost-of:<person>',
  ...['failed', 'delayed', 'prioritized', 'pc', 'stalled', 'stalled-check', 'marker'].map(
    (part) => `lane-<sandbox>:${part}`,
  ),
  ...['failed', 'delayed', 'prioritized', 'pc', 'stalled', 'marker'].map((part) => `replies:${part}`),
  ...['failed', 'unsuccessful'].map((part) => `replies:reply-<command>:${part}`),
]);

let table: DocumentedKey[];
let server: RedisServer;
let redis: Redis;
let room: TestClass;
let flo: Person;
let ada: Person;
let grace: Person;
/** Every key that was ever written, without the prefix. */
const seen = new Set<string>();
let writes: Redis;

beforeAll(async () => {
  table = await readKeyTable();
  server = await RedisServer.open();
  redis = new Redis(server.url);
  writes = new Redis(server.url);
  await writes.config('SET', 'notify-keyspace-events', 'KA');
  const of = '__keyspace@0__:';
  writes.on('pmessage', (_, channel) => seen.add(nameOf(channel.slice(of.length))));
  await writes.psubscribe(`${of}*`);
  room = await openClass({REDIS_URL: server.url, REDIS_PREFIX: prefix});
  flo = room.flo;
  ada = await room.page.join('ada');
  grace = await room.page.join('grace');
});
afterAll(async () => {
  writes?.disconnect();
  redis?.disconnect();
  await room?.close();
  await server?.close();
});

/** All keys, without the prefix. */
async function keysNow(): Promise<string[]> {
  return (await redis.keys('*')).map(nameOf);
}

const nameOf = (key: string): string => key.replace(`${prefix}:`, '');

const documented = (key: string): DocumentedKey | undefined => table.find(({matches}) => matches(key));

/** Each key that the document does not know, or that lives longer than it says. */
async function mistakes(): Promise<string[]> {
  const found = await Promise.all(
    (await keysNow()).map(async (key) => {
      const row = documented(key);
      if (row === undefined) return [`${key} is not documented`];
      const ttlMs = await redis.pttl(`${prefix}:${key}`);
      const isOver = ttlMs === -2;
      if (isOver || row.ttlSeconds === undefined || (row.isLaterTtl && ttlMs === -1)) return [];
      return ttlMs >= 0 && ttlMs <= row.ttlSeconds * 1_000 ? [] : [`${key} lives for ${ttlMs} ms`];
    }),
  );
  return found.flat();
}

/** What is there that has no end of its own and should be gone. */
async function left(): Promise<string[]> {
  return (await keysNow()).filter((key) => documented(key)?.inTheEnd === 'gone').sort();
}

async function untilDeferred(answer: Answer): Promise<void> {
  await waitUntil('it is under way', async () =>
    (await answer.interaction()).state === 'deferred' ? true : undefined,
  );
}

test('learners who join, apply, wait, print a lot and look at their steps write what is documented', async () => {
  await Promise.all([ada.types('/lab start'), grace.types('/lab start')]);
  const applied = await ada.types('/kubectl command:apply -f specs/nginx');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
  await ada.types('/kubectl command:wait --for=condition=Ready pods --all');
  await ada.types('/kubectl command:exec daemonset/nginx -- seq 1 20000');
  await ada.types('/kubectl command:get pods -o name > pods.txt');
  await ada.types('/kubectl command:get nonsense');
  await ada.types('/browse');
  const step = await (await ada.types('/lab show')).message();
  const run = step.components.flatMap((row) => row.components).find(({custom_id: id}) => id.startsWith('lab-run:'));
  await (await ada.uses(step, run?.custom_id ?? '')).answered();
  await ada.types('/lab hint');
  await ada.types('/kubectl command:delete service --all');
  expect(await mistakes()).toEqual([]);
});

test('so do facilitators who steer, help and look, and a workshop that is paused', async () => {
  const asked = await ada.types('/help-me what:Why?');
  const request = await untilSeen(flo, 'facilitators', [/🙋 \*\*ada\*\*/]);
  await room.page.post('/faults', {
    match: {method: 'POST', route: `/channels/${room.chat.channels.workshop}/threads`},
    status: 429,
    retryAfter: 240,
    times: 3,
  });
  const taken = await (await flo.presses(request, 'Take')).answered();
  const window = await flo.presses(await taken.message(), 'Answer privately');
  await window.answered();
  await flo.fills(window, {text: 'Look at the events.'});
  await asked.until(/takes care of you/);
  const file = await (await flo.types('/workshop learner who:@ada')).message();
  const look = await flo.presses(file, 'Run a command that only reads');
  await look.answered();
  await flo.fills(look, {text: 'get pods'});
  await flo.types('/workshop broadcast text:Coffee');
  await flo.types('/workshop pause');
  const firstAnswers = {method: 'POST', route: '/interactions'};
  await room.page.post('/faults', {match: firstAnswers, status: 404, code: 10_062, times: 1});
  await ada.sends('/kubectl command:get services');
  const waiting = [await ada.sends('/kubectl command:get pods'), await ada.sends('/kubectl command:get nodes')];
  await waiting[1]?.until(/paused/);
  expect(await mistakes()).toEqual([]);
  await flo.types('/workshop resume');
  for (const one of waiting) await one.answered();
  await flo.types('/workshop reset');
  await untilSeen(flo, 'facilitators', [/✅ \*\*Reset 2 sandboxes\*\*/]);
  const cancelled = await ada.sends('/kubectl command:wait --for=delete pods --all --timeout=60s');
  await untilDeferred(cancelled);
  await ada.types('/cancel');
  await cancelled.answered();
  expect(await mistakes()).toEqual([]);
});

test('so does who waits for a sandbox, and one whose answer came too late', async () => {
  await flo.types('/workshop extend capacity:2');
  const linus = await room.page.join('linus');
  const place = await linus.types('/lab start');
  await place.until(/next in line/);
  await ada.types('/kubectl command:apply -f specs/nginx');
  const slow = await ada.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 3; echo late"');
  await untilDeferred(slow);
  await room.page.post('/clock', {advanceMs: 16 * 60_000});
  const mention = await untilSeen(ada, 'workshop', [/Answers are ready/]);
  expect(await mistakes()).toEqual([]);
  await (await ada.presses(mention, 'Show my answers')).answered();
  await (await linus.presses(await place.message(), 'Leave the line')).answered();
});

test('of who left and asked to be forgotten nothing is kept but their sandbox’s end', async () => {
  await grace.types('/lab leave');
  const question = await grace.types('/me forget');
  await (await grace.presses(await question.message(), 'Delete it')).answered();
  await waitUntil('nothing has their id', async () =>
    (await keysNow()).some((key) => key.includes(grace.id)) ? undefined : true,
  );
  expect(await mistakes()).toEqual([]);
});

test('once all have left and the workshop is closed, that stays which is said to', async () => {
  // a reply that is kept current, with what was applied
  const card = await ada.types('/apply', {file: {name: 'web.yaml', text: manifest}});
  await card.until(/\*\*Running\*\*/);
  await ada.types('/lab leave');
  await card.until(/This sandbox has been removed/);
  await waitUntil('no card is kept', async () => ((await redis.hlen(`${prefix}:cards`)) === 0 ? true : undefined));
  const question = await (await flo.types('/workshop close')).message();
  await flo.presses(question, 'Close it');
  await untilSeen(flo, 'facilitators', [/is closed\.\*\*/]);
  let last: string[] = [];
  await waitUntil(
    'only what stays is there',
    async () => {
      last = await left();
      return last.length === 0 ? true : undefined;
    },
    {seen: () => last},
  );
  expect(await mistakes()).toEqual([]);
  const exported = await (await flo.types('/workshop export')).text();
  expect(exported).toMatch(/\*\*open\*\*: \d+ entries about/);
}, 120_000);

test('no key was ever there that is not documented', async () => {
  expect([...seen].filter((key) => documented(key) === undefined)).toEqual([]);
  const unseen = table.filter(({matches}) => ![...seen].some(matches)).map(({pattern}) => pattern);
  expect(unseen.filter((pattern) => !unplayed.has(pattern))).toEqual([]);
  // and one that is not would be found
  await redis.set(`${prefix}:workshop:open:surprise`, '1');
  expect(await mistakes()).toEqual(['workshop:open:surprise is not documented']);
});

const manifest = `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.18-alpine
`;
