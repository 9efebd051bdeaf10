import {Events, GatewayIntentBits, Client, RESTJSONErrorCodes, type Guild} from 'discord.js';
import {once} from 'node:events';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {kubectl, logIn, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
/** What the client made of the servers' coming and going, in order. */
let heard: [string, string][];
/** The same as the gateway sent it. */
let sent: {t: string; d: {id?: string; unavailable?: boolean}}[];
beforeEach(async () => {
  chat = await startChat([kubectl]);
  [heard, sent] = [[], []];
  listen(chat.client);
});
afterEach(() => chat[Symbol.asyncDispose]());

function listen(client: Client): void {
  const events = [Events.GuildCreate, Events.GuildDelete, Events.GuildAvailable, Events.GuildUnavailable] as const;
  for (const event of events) client.on(event, ({name}: Guild) => void heard.push([event, name]));
  client.on(Events.Raw, (packet: (typeof sent)[number]) => {
    if (/^GUILD_(?:CREATE|DELETE)$/.test(packet.t)) sent.push(packet);
  });
}

const become = async (presence: string): Promise<void> =>
  void (await chat.control('PATCH', `/guilds/${chat.emulator.guildId}`, {presence}));
const untilHeard = async (...names: string[]): Promise<void> => {
  await waitUntil(() => heard.length >= names.length);
  expect(heard.map(([name]) => name)).toEqual(names);
};

/**
 * @see https://docs.discord.com/developers/events/gateway-events#guild-delete
 * @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command
 */
test('a bot that is kicked is told without `unavailable`, is let into nothing, and comes back without its commands', async () => {
  const {client, emulator} = chat;
  await become('left');
  await untilHeard('guildDelete');
  expect(sent).toMatchObject([{t: 'GUILD_DELETE', d: {id: emulator.guildId}}]);
  expect(sent[0]?.d).not.toHaveProperty('unavailable');
  expect(client.guilds.cache.size).toBe(0);
  const {workshop} = emulator.channels;
  const refused = {status: 403, body: {code: RESTJSONErrorCodes.MissingAccess}};
  expect(await chat.rest('POST', `/channels/${workshop}/messages`, {content: 'there?'})).toMatchObject(refused);
  expect(await chat.rest('GET', `/guilds/${emulator.guildId}`)).toMatchObject(refused);
  const commands = `/applications/${emulator.applicationId}/guilds/${emulator.guildId}/commands`;
  expect(await chat.rest('GET', commands)).toMatchObject(refused);
  expect(await chat.rest('PUT', commands, [])).toMatchObject(refused);
  expect((await chat.rest('GET', '/users/@me/guilds')).body).toEqual([]);
  await expect(chat.run('ada', '/kubectl command:get pods')).rejects.toThrow(/no command \/kubectl/);

  await become('here');
  await untilHeard('guildDelete', 'guildCreate');
  const guild = client.guilds.cache.get(emulator.guildId);
  expect((await guild?.commands.fetch())?.size).toBe(0);
  await expect(chat.run('ada', '/kubectl command:get pods')).rejects.toThrow(/no command \/kubectl/);
  await guild?.commands.set([kubectl]);
  expect(await chat.run('ada', '/kubectl command:get pods')).toMatch(/^\d+$/);
});

/** @see https://docs.discord.com/developers/events/gateway-events#unavailable-guild-object */
test('a server with an outage is told with `unavailable`, and keeps its commands until it is back', async () => {
  const {client, emulator} = chat;
  await become('unavailable');
  await untilHeard('guildUnavailable');
  expect(sent).toMatchObject([{t: 'GUILD_DELETE', d: {id: emulator.guildId, unavailable: true}}]);
  expect(client.guilds.cache.get(emulator.guildId)?.available).toBe(false);
  await become('here');
  await untilHeard('guildUnavailable', 'guildAvailable');
  const guild = client.guilds.cache.get(emulator.guildId);
  expect([guild?.available, (await guild?.commands.fetch())?.map(({name}) => name)]).toEqual([true, ['kubectl']]);
});

/** @see https://docs.discord.com/developers/events/gateway-events#guild-create */
test('a server that is not back when a session begins is named in READY, and comes whole later', async () => {
  await become('unavailable');
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  const late = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: {api: chat.emulator.restUrl},
    waitGuildTimeout: 50,
  });
  heard = [];
  listen(late);
  try {
    await logIn(late, chat.emulator.token);
    expect(late.guilds.cache.map(({id, available}) => [id, available])).toEqual([[chat.emulator.guildId, false]]);
    expect(heard).toEqual([]);
    const whole = once(late, Events.GuildAvailable);
    await become('here');
    await whole;
    expect(late.guilds.cache.get(chat.emulator.guildId)?.channels.cache.map(({name}) => name)).toContain('workshop');
  } finally {
    await late.destroy();
  }
});

/** @see https://docs.discord.com/developers/events/gateway-events#ready */
test('a server that the bot was kicked from is not in READY', async () => {
  await become('left');
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  const late = new Client({intents: [GatewayIntentBits.Guilds], rest: {api: chat.emulator.restUrl}});
  try {
    await logIn(late, chat.emulator.token);
    expect(late.guilds.cache.size).toBe(0);
  } finally {
    await late.destroy();
  }
});
