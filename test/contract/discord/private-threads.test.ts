import {Client, GatewayIntentBits} from 'discord.js';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {CommandLinks} from '#src/discord/command-links.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {PrivateThreads} from '#src/discord/private-threads.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {logIn, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';
import {startLossyProxy, type LossyProxy} from '#test/support/lossy-proxy.ts';

let chat: Chat;
let proxy: LossyProxy;
let bot: Client;
let threads: PrivateThreads;
let ada: string;
let logged: string[];

beforeEach(async () => {
  chat = await startChat();
  proxy = await startLossyProxy(chat.emulator.restUrl);
  bot = await logIn(
    new Client({intents: [GatewayIntentBits.Guilds], rest: restOptions(proxy.restUrl)}),
    chat.emulator.token,
  );
  ada = ((await chat.control('POST', '/users', {name: 'ada'})).body as {id: string}).id;
  logged = [];
  threads = new PrivateThreads(bot, new CommandLinks(), (message) => void logged.push(message));
  threads.start();
});
afterEach(async () => {
  await bot.destroy();
  proxy.close();
  await chat[Symbol.asyncDispose]();
});

const open = async (): Promise<string | undefined> =>
  threads.open({
    channelId: chat.emulator.channels.workshop,
    name: 'Help for ada',
    memberIds: [ada],
    message: plainMessage('hello'),
  });

interface ShownThread {
  id: string;
  archived: boolean;
  members: {name: string}[];
}

const shown = async (): Promise<ShownThread[]> =>
  ((await chat.control('GET', '/state')).body as {threads: ShownThread[]}).threads;
const active = async (): Promise<ShownThread[]> => (await shown()).filter(({archived}) => !archived);

test('a thread has its message and its people', async () => {
  const id = await open();
  expect((await chat.messages('ada', id)).map(({content}) => content)).toEqual(['hello']);
  expect(await active()).toMatchObject([{id, members: [{name: 'Labrador'}, {name: 'ada'}]}]);
});

test.each([['break' as const], [502 as const]])(
  'of a thread whose answer was lost (%s) one is left, and it is the one with people in it',
  async (fate) => {
    proxy.lose('POST', '/threads', [fate, fate]);
    const id = await open();
    await waitUntil(async () => (await active()).length === 1);
    expect(await shown()).toHaveLength(3);
    expect(await active()).toMatchObject([{id, members: [{name: 'Labrador'}, {name: 'ada'}]}]);
    expect(await chat.messages('ada', id)).toHaveLength(1);
  },
);

test('a thread that is told too late is archived, and nobody was in it', async () => {
  proxy.lose('POST', '/threads', [{afterMs: 20_000}]);
  expect(await open()).toBeUndefined();
  await waitUntil(async () => (await shown()).length === 1 && (await active()).length === 0);
  expect(await shown()).toMatchObject([{members: [{name: 'Labrador'}]}]);
});

test.each([
  ['its first message', 'POST', '/channels/:channel/messages'],
  ['somebody in it', 'PUT', '/channels/:channel/thread-members/:user'],
])('of a thread that does not take %s nothing is left', async (_, method, route) => {
  await chat.control('POST', '/faults', {match: {method, route}, status: 403, times: 1});
  expect(await open()).toBeUndefined();
  expect(await shown()).toMatchObject([{archived: true}]);
  expect(logged).toHaveLength(1);
});

test('where the bot lacks what threads need, none is made', async () => {
  const overwrites = [{role: '@everyone', deny: ['SendMessagesInThreads']}];
  await chat.control('PATCH', '/channels/workshop', {overwrites});
  expect(await open()).toBeUndefined();
  expect(await shown()).toEqual([]);
});

test('a thread is closed once: archived or gone it is closed', async () => {
  const id = (await open()) ?? '';
  for (let times = 0; times < 2; times += 1) await threads.close(id);
  expect(await active()).toEqual([]);
  await chat.control('DELETE', `/channels/${id}`);
  await threads.close(id);
  expect(logged).toEqual([]);
});
