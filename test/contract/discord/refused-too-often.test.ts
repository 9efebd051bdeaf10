import {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {expect, test} from 'vitest';
import {restOptions, UnsaidRateLimit} from '#src/discord/rest-options.ts';
import {Outages} from '#src/lifecycle/outages.ts';
import {createMetrics} from '#src/observability/metrics.ts';
import {watchedRequests} from '#src/processes/watched-requests.ts';
import {startChat, type Chat} from '#test/support/discord-client.ts';

const dayMs = 24 * 60 * 60_000;

const commandsOf = (part: string, count: number) =>
  Array.from({length: count}, (_, index) => ({name: `${part}-${index}`, description: 'One of many'}));

/**
 * @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (30034)
 */
test('200 commands are made in a server a day, and one that is changed is not made', async () => {
  await using chat = await startChat();
  const {commands} = chat.client.application;
  const {guildId} = chat.emulator;
  const tooMany = {status: 400, code: 30_034};
  await commands.set(commandsOf('first', 100), guildId);
  await commands.set(commandsOf('second', 99), guildId);
  await commands.set(commandsOf('second', 99), guildId);
  await expect(
    commands.set([...commandsOf('second', 99), ...commandsOf('third', 1)].slice(98), guildId),
  ).resolves.toHaveProperty('size', 2);
  // what was deleted meanwhile is made anew
  await expect(commands.create({name: 'second-0', description: 'Once more'}, guildId)).rejects.toMatchObject(tooMany);
  await expect(commands.set(commandsOf('second', 99), guildId)).rejects.toMatchObject(tooMany);
  expect((await commands.fetch({guildId})).size).toBe(2);

  await commands.set(commandsOf('everywhere', 1));
  const {body} = await chat.control('POST', '/guilds', {name: 'Another'});
  await commands.set(commandsOf('first', 100), (body as {id: string}).id);

  await chat.control('POST', '/clock', {advanceMs: dayMs});
  await commands.set(commandsOf('second', 99), guildId);
});

/** One that does not ask again on its own. */
const restOf = ({emulator}: Chat, token: string): REST =>
  new REST({...restOptions(emulator.restUrl), retries: 0}).setToken(token);

/** @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
test('who is refused too often in 10 minutes is let in no more, whatever is asked, until these are over', async () => {
  await using chat = await startChat([], {invalidRequests: 7});
  const rest = restOf(chat, chat.emulator.token);
  const channel = Routes.channelMessages(chat.emulator.channels.workshop);
  const post = async () => rest.post(channel, {body: {content: 'Still there'}});

  const refused = async (times: number, status: number, ask: () => Promise<unknown>): Promise<void> => {
    for (let asked = 0; asked < times; asked++) await expect(ask()).rejects.toMatchObject({status});
  };
  // a 404 is none of them, and neither is a limit that all share
  await refused(9, 404, async () => rest.get(Routes.channel('1')));
  const limited = {match: {method: 'GET', route: '/gateway'}, status: 429, retryAfter: 1, times: 9};
  await chat.control('POST', '/faults', {...limited, scope: 'shared'});
  for (let asked = 0; asked < 9; asked++) expect((await chat.rest('GET', '/gateway')).status).toBe(429);
  await post();

  await refused(2, 401, async () => restOf(chat, 'no.such.token').get(Routes.user()));
  await chat.control('PATCH', '/roles/Labrador', {permissions: ['ViewChannel']});
  await chat.control('PATCH', '/roles/@everyone', {permissions: ['ViewChannel']});
  await refused(2, 403, post);
  await chat.control('PATCH', '/roles/Labrador', {permissions: ['ViewChannel', 'SendMessages']});
  await chat.control('POST', '/faults', {...limited, times: 2});
  for (let asked = 0; asked < 2; asked++) expect((await chat.rest('GET', '/gateway')).status).toBe(429);
  await post();

  await refused(1, 401, async () => restOf(chat, 'no.such.token').get(Routes.user()));
  await expect(post()).rejects.toThrow(UnsaidRateLimit);
  await expect(rest.get(Routes.gateway())).rejects.toThrow(UnsaidRateLimit);
  await chat.control('POST', '/clock', {advanceMs: 10 * 60_000});
  await post();
});

/** @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
test('what the chat counts against an address is in the metrics of the process', async () => {
  await using chat = await startChat();
  const metrics = createMetrics({role: 'worker', version: '1', parts: async () => Promise.resolve(new Map())});
  const outages = new Outages({name: 'the chat', ended: 'The chat answers', log: () => undefined});
  const watched = watchedRequests({metrics, chat: outages, end: () => undefined});
  const rest = new REST(watched(restOptions(chat.emulator.restUrl))).setToken(chat.emulator.token);
  const ask = async (): Promise<unknown> => rest.get(Routes.user()).catch(() => undefined);
  const fault = {match: {route: '/users'}, retryAfter: 0.1, times: 1};
  for (const refused of [{status: 429}, {status: 429, scope: 'shared'}, {status: 403, times: 2}, {status: 404}]) {
    await chat.control('POST', '/faults', {...fault, ...refused});
    await ask();
  }
  await ask();
  const counted = (await metrics.invalidRequests.get()).values.map(({labels, value}) => [labels.status, value]);
  expect(counted).toEqual([
    [401, 0],
    [403, 2],
    [429, 1],
  ]);
});
