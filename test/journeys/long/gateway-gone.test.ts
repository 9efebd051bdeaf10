import {afterEach, beforeEach, expect, test} from 'vitest';
import {z} from 'zod';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {askHealth} from '#test/support/scrape.ts';
import {untilStored} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
beforeEach(async () => {
  processes = await openProcesses(await emulatedCluster());
});
afterEach(async () => processes?.close());

const tokenRefused = 'The chat refuses DISCORD_TOKEN. Copy the bot’s token again from its application page.';

/** What it says that is not a line of its log. */
const said = (output: string): string[] => output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));

test.each([
  [4004, tokenRefused],
  [4014, 'The chat closed the gateway for good: 4014 DisallowedIntents.'],
])(
  'a bot whose gateway is closed with %s ends and says why, and another takes the lead',
  async (code, line) => {
    const first = await processes.start('bot');
    await processes.start('worker');
    const second = await processes.start('bot', {until: /^standby /m});
    const ada = await processes.chat.join('ada');
    await ada.types('/lab start');
    await processes.chat.post('/gateway', {action: 'close', code});
    expect(await first.ended).toBe(77);
    expect(said(first.output()).at(-1)).toContain(line);
    expect(first.output().split(line)).toHaveLength(2);
    await waitUntil('the second leads', async () => Promise.resolve(/^ready /m.test(second.output()) || undefined));
    expect(await (await ada.types('/kubectl command:get svc')).text()).toContain('No resources found');
  },
  120_000,
);

test('a token that is refused when a message is posted ends the worker, and the bot', async () => {
  const bot = await processes.start('bot');
  const worker = await processes.start('worker');
  const ada = await processes.chat.join('ada');
  await ada.types('/lab start');
  await processes.chat.post('/faults', {match: {method: 'POST', route: '/interactions'}, status: 500, times: 100});
  await processes.chat.post('/faults', {match: {route: '/channels'}, status: 401, times: 100});
  await untilStored(processes.redis.url, (await ada.sends('/kubectl command:get pods')).id);
  expect(await worker.ended).toBe(77);
  expect(said(worker.output()).at(-1)).toBe(tokenRefused);
  await ada.sends('/lab show');
  expect(await bot.ended).toBe(77);
  expect(said(bot.output()).at(-1)).toBe(tokenRefused);
}, 120_000);

test('a chat that is out of order when the bot starts is waited for, with one session and one line', async () => {
  await processes.chat.post('/faults', {match: {route: '/gateway/bot'}, status: 503, times: 6});
  await processes.chat.post('/gateway', {action: 'refuse', status: 520, times: 3});
  const bot = await processes.start('bot');
  expect(bot.output().match(/"Waiting for the chat: The chat at \S+ refuses with HTTP 503\./g)).toHaveLength(1);
  expect(bot.output().match(/"The chat answers, after \d+ s\."/g)).toHaveLength(1);
  // it was open after a moment
  expect(bot.output()).not.toContain('the gateway');
  expect(await sessionsLeft()).toMatchObject({session_start_limit: {remaining: 999}});
}, 60_000);

const sessionsLeft = async (): Promise<unknown> => {
  const {restUrl, token} = processes.emulator;
  const response = await fetch(`${restUrl}/v10/gateway/bot`, {headers: {authorization: `Bot ${token}`}});
  return response.json();
};

test('a bot that is refused for good begins few sessions, however often it is started; another token begins at once', async () => {
  await processes.chat.post('/gateway', {action: 'refuse-sessions', code: 4013, times: 2});
  for (const at of [1, 2]) {
    const refused = await processes.start('bot', {until: /closed the gateway for good: 4013 InvalidIntents\./});
    expect([at, await refused.ended]).toEqual([at, 77]);
  }
  const waits = /"the chat closed the last sessions for good, 4013 InvalidIntents: the next waits \d\d s"/;
  const third = await processes.start('bot', {until: waits});
  const fourth = await processes.start('bot', {until: /^standby /m});
  expect(await sessionsLeft()).toMatchObject({session_start_limit: {remaining: 998}});
  expect([await third.terminate(), await fourth.terminate()]).toEqual([0, 0]);
  const {token} = z.object({token: z.string()}).parse(await processes.chat.post('/gateway', {action: 'reset-token'}));
  const bot = await processes.start('bot', {more: {DISCORD_TOKEN: token}});
  expect(bot.output()).not.toMatch(waits);
}, 120_000);

test('a bot that finds no session left of the day’s begins none, says so, and ends when it is asked to', async () => {
  await processes.chat.post('/gateway', {action: 'sessions', remaining: 0});
  const bot = await processes.start('bot', {
    until: /"the chat lets the bot begin 0 sessions more today: the next waits \d+ s"/,
  });
  expect(await bot.terminate()).toBe(0);
  expect(await sessionsLeft()).toMatchObject({session_start_limit: {remaining: 0}});
}, 90_000);

test('while the gateway is away the bot is not ready, and its metrics say so', async () => {
  const bot = await processes.start('bot');
  const seen = async () => ({
    ready: await askHealth(bot.output(), '/readyz'),
    shard: /^labrador_gateway_shard_up\{shard="0"\} (\d)$/m.exec(await askHealth(bot.output(), '/metrics'))?.[1],
  });
  const until = async (ready: string, shard: string): Promise<true> =>
    waitUntil(`${ready} ${shard}`, async () => {
      const now = await seen();
      return (now.ready === ready && now.shard === shard) || undefined;
    });
  await until('ok\n', '1');
  await processes.chat.post('/gateway', {action: 'refuse', status: 520, times: 10});
  await processes.chat.post('/gateway', {action: 'close'});
  await until('not ready: gateway\n', '0');
  expect(await until('ok\n', '1')).toBe(true);
}, 60_000);
