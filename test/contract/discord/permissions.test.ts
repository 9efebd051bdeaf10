import {ChannelType, type GuildMember, type PermissionFlagsBits, type TextChannel} from 'discord.js';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {restRoutes} from '#src/emulators/discord/rest/rest-routes.ts';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

type Permission = keyof typeof PermissionFlagsBits;

/** What the bot is invited with. */
const seeded: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'AttachFiles',
  'ReadMessageHistory',
  'PinMessages',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
];

let chat: Chat;
let channel: TextChannel;
let me: GuildMember;

beforeAll(async () => {
  chat = await startChat();
  const found = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (found?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  channel = found;
  me = await channel.guild.members.fetchMe();
});
beforeEach(() => chat.emulator.reset());
afterAll(() => chat[Symbol.asyncDispose]());

const change = async (path: string, body: object): Promise<void> => {
  expect(await chat.control('PATCH', path, body)).toMatchObject({status: 200});
};

/** Takes permissions from the bot in #workshop, and waits until discord.js has heard of it. */
async function deny(...denied: Permission[]): Promise<void> {
  await change('/channels/workshop', {overwrites: [{user: 'Labrador', deny: denied}]});
  await waitUntil(() => channel.permissionsFor(me).missing(denied).length === denied.length);
}

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
test('every route of a channel is refused with 50001 where the bot may not view it', async () => {
  const sent = await channel.send('here');
  await deny('ViewChannel');
  const routes = restRoutes.filter(({path}) => path.includes('/:channel'));
  expect(routes.length).toBeGreaterThan(15);
  for (const {method, path} of routes) {
    const filled = path.replace(':channel', channel.id).replace(':message', sent.id).replace(':user', me.id);
    const reply = await chat.rest(method, filled, method === 'GET' || method === 'DELETE' ? undefined : {content: 'x'});
    expect({method, path, ...reply}).toMatchObject({method, path, status: 403, body: {code: 50_001}});
  }
});

/**
 * @see https://docs.discord.com/developers/resources/message#create-message
 * @see https://docs.discord.com/developers/resources/channel#start-thread-without-message
 */
test.each<[string, Permission, () => Promise<unknown>]>([
  ['a message', 'SendMessages', async () => channel.send('x')],
  ['a file', 'AttachFiles', async () => channel.send({files: [{attachment: Buffer.from('x'), name: 'x.txt'}]})],
  ['a private thread', 'CreatePrivateThreads', async () => newThread()],
  ['typing', 'SendMessages', async () => channel.sendTyping()],
  ['the list of pins', 'ReadMessageHistory', async () => channel.messages.fetchPins()],
])('%s is refused with 50013 without %s', async (_, permission, act) => {
  await act();
  await deny(permission);
  await expect(act()).rejects.toMatchObject({status: 403, code: 50_013});
});

/** @see https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
test('every route of a channel is refused with 50013 to a bot that may only view it, but for looks and what is its own', async () => {
  const [sent, thread] = [await channel.send('here'), await newThread()];
  await deny(...seeded.filter((permission) => permission !== 'ViewChannel'));
  const body = {content: 'x', name: 'x', type: ChannelType.PrivateThread};
  const routes = restRoutes.filter(({path}) => path.includes('/:channel'));
  const allowed: string[] = [];
  for (const {method, path} of routes) {
    const where = path.includes('/thread-members/') ? thread.id : channel.id;
    const filled = path.replace(':channel', where).replace(':message', sent.id).replace(':user', me.id);
    const reply = await chat.rest(method, filled, method === 'GET' || method === 'DELETE' ? undefined : body);
    if (reply.status !== 403 || (reply.body as {code: number}).code !== 50_013) allowed.push(`${method} ${path}`);
  }
  expect(allowed.toSorted()).toEqual([
    'DELETE /channels/:channel/messages/:message',
    'DELETE /channels/:channel/thread-members/:user',
    'GET /channels/:channel',
    'GET /channels/:channel/messages',
    'PATCH /channels/:channel/messages/:message',
  ]);
});

/**
 * @see https://docs.discord.com/developers/resources/message#pin-message
 * @see https://docs.discord.com/developers/resources/message#edit-message
 */
test('a pin needs its own permission, and an edit of the own message none', async () => {
  const message = await channel.send('x');
  await deny('PinMessages', 'SendMessages');
  await expect(message.pin()).rejects.toMatchObject({code: 50_013});
  expect((await message.edit('y')).content).toBe('y');
});

/** @see https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
test.each<[string, () => Promise<unknown>]>([
  ['an embed', async () => channel.send({embeds: [{title: 'x'}]})],
  ['a public thread', async () => newThread(ChannelType.PublicThread)],
  ['another name for the channel', async () => channel.setName('other')],
])('%s needs more than the bot is invited with', async (_, act) => {
  await expect(act()).rejects.toMatchObject({status: 403, code: 50_013});
});

/** @see https://docs.discord.com/developers/resources/message#get-channel-messages */
test('without the history a list of messages is empty', async () => {
  await channel.send('x');
  await deny('ReadMessageHistory');
  expect((await channel.messages.fetch({cache: false})).size).toBe(0);
});

async function newThread(type: ChannelType.PrivateThread | ChannelType.PublicThread = ChannelType.PrivateThread) {
  return channel.threads.create({name: 'help', type});
}

describe('threads', () => {
  /** @see https://docs.discord.com/developers/topics/permissions#inherited-permissions-threads */
  test('in a thread Send Messages in Threads counts, and Send Messages does not', async () => {
    const thread = await newThread();
    await deny('SendMessages');
    await thread.send('still');
    await deny('SendMessagesInThreads');
    await expect(thread.send('no more')).rejects.toMatchObject({code: 50_013});
  });

  /** @see https://docs.discord.com/developers/resources/channel#add-thread-member */
  test('who may not write in a thread adds nobody to it, and who does not see its channel is not added', async () => {
    const thread = await newThread();
    const {body} = await chat.control('POST', '/users', {name: 'ada'});
    const {id} = body as {id: string};
    await change('/channels/workshop', {overwrites: [{user: 'ada', deny: ['ViewChannel']}]});
    await expect(thread.members.add(id)).rejects.toMatchObject({code: 50_001});
    expect((await chat.control('DELETE', '/users/ada')).status).toBe(204);
    await expect(thread.members.add(id)).rejects.toMatchObject({code: 10_013});
    await deny('SendMessagesInThreads');
    await expect(thread.members.add(me.id)).rejects.toMatchObject({code: 50_013});
  });

  /** @see https://docs.discord.com/developers/topics/threads#editing--deleting-threads */
  test('who made a thread archives it without Manage Threads, and locks it not', async () => {
    const thread = await newThread();
    await expect(thread.setLocked(true)).rejects.toMatchObject({code: 50_013});
    expect((await thread.setArchived(true)).archived).toBe(true);
  });
});

/** @see https://docs.discord.com/developers/topics/permissions#permission-overwrites */
test('roles of everybody, roles of a member and the member are asked in this order, and an administrator may all', async () => {
  const has = async (overwrites: object[], permission: Permission): Promise<boolean> => {
    await change('/channels/workshop', {overwrites});
    const reply = await chat.rest('POST', `/channels/${channel.id}/messages`, {content: 'x'});
    await waitUntil(() => channel.permissionsFor(me).has(permission) === (reply.status === 200));
    return reply.status === 200;
  };
  const everyone = {role: '@everyone', deny: ['SendMessages']};
  const role = {role: 'Labrador', allow: ['SendMessages']};
  const member = {user: 'Labrador', deny: ['SendMessages']};
  expect(await has([everyone], 'SendMessages')).toBe(false);
  expect(await has([everyone, role], 'SendMessages')).toBe(true);
  expect(await has([everyone, role, member], 'SendMessages')).toBe(false);
  await change('/roles/Labrador', {permissions: ['Administrator']});
  expect(await has([everyone, member], 'SendMessages')).toBe(true);
  await change('/roles/Labrador', {permissions: seeded});
  await waitUntil(() => !me.permissions.has('Administrator'));
});

test('the seeded bot has what it is invited with, and nothing beside', () => {
  const role = channel.guild.roles.cache.find(({name}) => name === 'Labrador');
  expect(role?.permissions.toArray().toSorted()).toEqual(seeded.toSorted());
});

describe('a server is changed by people, and the bot hears of it', () => {
  /** @see https://docs.discord.com/developers/events/gateway-events#channels */
  test('channels are made, renamed, hidden and deleted', async () => {
    await chat.control('POST', '/channels', {name: 'räume-für-übungen🦊'});
    const made = await waitUntil(() => channel.guild.channels.cache.find(({name}) => name === 'räume-für-übungen🦊'));
    await change(`/channels/${made.id}`, {name: 'tuesday', overwrites: [{role: '@everyone', deny: ['ViewChannel']}]});
    await waitUntil(() => made.name === 'tuesday' && !made.permissionsFor(me).has('ViewChannel'));
    expect((await chat.control('DELETE', '/channels/tuesday')).status).toBe(204);
    await waitUntil(() => !channel.guild.channels.cache.has(made.id));
    expect(await chat.rest('GET', `/channels/${made.id}`)).toMatchObject({status: 404, body: {code: 10_003}});
  });

  /** @see https://docs.discord.com/developers/events/gateway-events#guilds */
  test('roles are made, renamed and deleted', async () => {
    const {roles} = channel.guild;
    const {body} = await chat.control('POST', '/roles', {name: 'helpers', permissions: ['ManageMessages']});
    const {id} = body as {id: string};
    const role = await waitUntil(() => roles.cache.get(id));
    expect(role.permissions.toArray()).toEqual(['ManageMessages']);
    await change('/roles/helpers', {name: 'tutors'});
    await waitUntil(() => role.name === 'tutors');
    await chat.control('POST', '/users', {name: 'grace', roles: ['tutors']});
    expect((await chat.control('DELETE', '/roles/tutors')).status).toBe(204);
    await waitUntil(() => !roles.cache.has(id));
    expect((await chat.control('GET', '/state')).body).toMatchObject({
      users: expect.arrayContaining([expect.objectContaining({name: 'grace', roles: []})]),
    });
  });

  /** @see https://docs.discord.com/developers/resources/user#usernames-and-nicknames */
  test.each(['Ada Lovelace', 'Ada 🦊', 'a:b', '@ada', '#1'])(
    'a person is called %s, and by a nickname here',
    async (name) => {
      const {body} = await chat.control('POST', '/users', {name, nick: 'Zoé: the @first'});
      const member = await channel.guild.members.fetch({user: (body as {id: string}).id, force: true});
      expect([member.user.globalName, member.displayName]).toEqual([name, 'Zoé: the @first']);
      expect((await chat.messages(encodeURIComponent(name))).length).toBe(0);
    },
  );
});
