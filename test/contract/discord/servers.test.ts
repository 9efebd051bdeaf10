import {afterEach, beforeEach, expect, test} from 'vitest';
import {Servers} from '#src/discord/servers.ts';
import {startChat, waitUntil, type Chat} from './chat.ts';

let chat: Chat;
let servers: Servers | undefined;
beforeEach(async () => {
  chat = await startChat();
});
afterEach(async () => {
  servers?.close();
  await chat[Symbol.asyncDispose]();
});

/** Starts it while the chat refuses the commands that often. */
async function start(status: number, times: number): Promise<{registered: string[]; lines: string[]}> {
  const registered: string[] = [];
  const lines: string[] = [];
  await chat.control('POST', '/faults', {match: {method: 'PUT', route: '/applications'}, status, times});
  servers = new Servers({
    chat: chat.client,
    onlyId: undefined,
    commands: [{name: 'lab', description: 'A lab'}],
    registered: async (_, ids) => void registered.push(...Object.keys(await Promise.resolve(ids))),
    invited: async () => Promise.resolve(),
    log: (line) => lines.push(line),
    againMs: {first: 10, most: 20},
  });
  await servers.start();
  return {registered, lines};
}

test.each([
  // discord.js asks four times where a server fails
  [503, 12, /takes no commands of ours\. I try again/],
  // the invitation went without the scope; nothing tells when it was opened again with it
  [403, 3, /takes no commands of ours\. Open the bot’s invitation again, with the scope applications\.commands/],
])('commands that a server refuses with %i are registered once it takes them', async (status, times, said) => {
  const {registered, lines} = await start(status, times);
  await waitUntil(() => registered.length > 0);
  expect(registered).toEqual(['lab']);
  expect(lines.filter((line) => said.test(line))).toHaveLength(1);
});

test('commands that are wrong are not sent again', async () => {
  const {registered, lines} = await start(400, 100);
  await waitUntil(() => lines.length > 0);
  await chat.control('DELETE', '/faults');
  await chat.control('PATCH', `/guilds/${chat.emulator.guildId}`, {presence: 'left'});
  await waitUntil(() => lines.some((line) => line.startsWith('out of the server')));
  const asked = (await chat.control('GET', '/requests')).body as {method: string; status: number}[];
  expect(asked.filter(({method}) => method === 'PUT')).toMatchObject([{status: 400}]);
  expect(registered).toEqual([]);
});
