import {afterEach, beforeEach, expect, test} from 'vitest';
import {Servers} from '#src/discord/servers.ts';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

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
async function start(status: number, times: number): Promise<Heard> {
  await chat.control('POST', '/faults', {match: {method: 'PUT', route: '/applications'}, status, times});
  return startServers();
}

interface Heard {
  readonly registered: string[];
  readonly lines: string[];
}

async function startServers(): Promise<Heard> {
  const registered: string[] = [];
  const lines: string[] = [];
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

/** @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
test('commands of which there were too many today are registered tomorrow', async () => {
  const path = `/applications/${chat.emulator.applicationId}/guilds/${chat.emulator.guildId}/commands`;
  for (const half of ['morning', 'evening']) {
    const commands = Array.from({length: 100}, (_, index) => ({name: `${half}-${index}`, description: 'Of today'}));
    await chat.client.rest.put(path as `/${string}`, {body: commands});
  }
  const {registered, lines} = await startServers();
  expect(lines).toEqual([expect.stringMatching(/takes no commands of ours\. I try again\.$/)]);
  await chat.control('POST', '/clock', {advanceMs: 24 * 60 * 60_000});
  await waitUntil(() => registered.length > 0);
  expect(registered).toEqual(['lab']);
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
