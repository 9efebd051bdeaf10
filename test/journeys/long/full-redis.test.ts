import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from '../workshops/class.ts';

const [full, nearlyFull, room] = [1.1, 0.85, 0.4];
const isFull = /The workshop’s memory is full just now, and nothing was done\.\n→ Type it again in a minute/;
/** A worker's lock of a command runs out by then, where it is not renewed, in seconds of the emulated cluster, five times as fast. */
const longSeconds = 75;

let server: RedisServer;
let teaching: TestClass;
let flo: Person;
let ada: Person;
let metrics: () => Promise<string>;

beforeAll(async () => {
  server = await RedisServer.open();
  await server.fillTo(room);
  teaching = await openClass({REDIS_URL: server.url});
  flo = teaching.flo;
  ada = await teaching.page.join('ada');
  metrics = async () => (await fetch(`${teaching.labrador.healthUrl}/metrics`)).text();
  await ada.types('/lab start');
  const applied = await ada.types('/kubectl command:apply -f specs/nginx');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
});
afterAll(async () => {
  await teaching?.close();
  await server?.close();
});

const manifest = (kib: number): string =>
  [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    '  name: big',
    'data:',
    ...Array.from({length: kib * 10}, (_, index) => `  key-${index}: ${'x'.repeat(90)}`),
  ].join('\n');
const told = async (pattern: RegExp): Promise<number> =>
  (await flo.sees()).filter(({content}) => pattern.test(content)).length;

test('facilitators are told once that Redis is nearly full, by what, and what to do', async () => {
  await server.fillTo(nearlyFull);
  const {content} = await untilSeen(flo, 'facilitators', [/^⚠ Redis is nearly full/]);
  expect(content).toMatch(/nearly full: \d+ % of \d+ MiB, most of it not Labrador’s keys\./);
  expect(content).toMatch(
    /answers are cut to 8 KiB and manifests of more are refused; .*\n→ Have its `maxmemory` raised/,
  );
  expect(await metrics()).toMatch(/^labrador_redis_nearly_full 1$/m);
  const doctor = await flo.types('/workshop doctor');
  expect(await doctor.until(/\d+ passed/)).toMatch(/Redis[\s\S]*It is nearly full, \d+ % of \d+ MiB/);
});

test('then large things are refused or cut, and small ones go on', async () => {
  const refused = await ada.types('/apply', {file: {name: 'big.yaml', text: manifest(40)}});
  expect(await refused.text()).toMatch(
    /✗ This is \d+ KiB, and the workshop’s memory is nearly full: just now I take up to 8 KiB\.\n→ Send it in smaller parts/,
  );
  const small = await ada.types('/apply', {file: {name: 'small.yaml', text: manifest(1)}});
  expect(await small.text()).toContain('configmap/big created');
  const long = await ada.types('/kubectl command:exec daemonset/nginx -- seq 1 20000');
  expect(await long.text()).toContain('Cut to 8 KiB: the workshop’s memory is nearly full.');
  const output = await long.output();
  expect(output.length).toBeLessThanOrEqual(8 * 1024);
  expect(output).toMatch(/^1\n2\n3\n/);
  expect(await told(/^⚠ Redis is nearly full/)).toBe(1);
});

test(
  'while it is full nothing is taken in, which is said; what was taken in is run once and answered',
  {timeout: 120_000},
  async () => {
    const running = await ada.sends(
      `/kubectl command:exec daemonset/nginx -- sh -c "echo ran >> /tmp/ran; sleep ${longSeconds}; cat /tmp/ran"`,
    );
    await waitUntil('it runs', async () => ((await running.interaction()).state === 'deferred' ? true : undefined));
    const behind = await ada.sends('/kubectl command:get daemonsets');
    await behind.until(/1 of your commands is ahead/);
    await server.fillTo(full);
    for (const line of ['/kubectl command:get pods', '/lab show', '/lab hint', '/help-me', '/lab leave']) {
      expect(await (await ada.types(line)).text()).toMatch(isFull);
    }
    const grace = await teaching.page.join('grace');
    expect(await (await grace.types('/lab start')).text()).toMatch(isFull);
    expect(await (await flo.types('/workshop pause')).text()).toMatch(isFull);
    expect(await (await running.answered()).output()).toBe('ran');
    expect(await (await behind.answered()).text()).toMatch(/nginx/);
    expect((await fetch(`${teaching.labrador.healthUrl}/readyz`)).status).toBe(200);
  },
);

test('once there is room again all goes on by itself, and facilitators are told once', async () => {
  const late = await ada.sends('/kubectl command:get pods');
  expect(await (await late.answered()).text()).toMatch(isFull);
  await server.fillTo(room);
  await untilSeen(flo, 'facilitators', [/^✅ Redis has room again: 4\d % of \d+ MiB/]);
  expect(await metrics()).toMatch(/^labrador_redis_nearly_full 0$/m);
  const long = await ada.types('/kubectl command:exec daemonset/nginx -- seq 1 20000');
  expect(await long.output()).toMatch(/\n20000$/);
  const applied = await ada.types('/apply', {file: {name: 'big.yaml', text: manifest(40)}});
  expect(await applied.text()).toContain('configmap/big configured');
  const card = await ada.types('/kubectl command:delete pod -l app=nginx');
  await card.until(/\*\*gone\*\*[\s\S]*\*\*Running\*\*|\*\*Running\*\*[\s\S]*\*\*gone\*\*/);
  const grace = await teaching.page.join('grace');
  expect(await (await grace.types('/lab start')).text()).toMatch(/ready on/);
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\* · 2 joined/]);
  expect(await told(/^⚠ Redis is nearly full/)).toBe(1);
  expect(await told(/^✅ Redis has room again/)).toBe(1);
});
