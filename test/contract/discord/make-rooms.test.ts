import {ChannelType, Client, GatewayIntentBits, PermissionFlagsBits, type Guild} from 'discord.js';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {lackingRooms, makeRooms, mayMakeRooms} from '#src/discord/make-rooms.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {logIn, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

const names = {participants: 'lectures', facilitators: 'staff', role: 'teacher'};
const invited = ['ViewChannel', 'SendMessages', 'AttachFiles', 'ReadMessageHistory', 'SendMessagesInThreads'];

let chat: Chat;
let bot: Client<true>;
let guild: Guild;
let ada: string;
beforeEach(async () => {
  chat = await startChat();
  bot = await logIn(
    new Client({intents: [GatewayIntentBits.Guilds], rest: restOptions(chat.emulator.restUrl)}),
    chat.emulator.token,
  );
  guild = await waitUntil(() => bot.guilds.cache.first());
  ada = ((await chat.control('POST', '/users', {name: 'ada'})).body as {id: string}).id;
});
afterEach(async () => {
  await bot.destroy();
  await chat[Symbol.asyncDispose]();
});

/** As it is called in the server, where there is one. */
const known = () => guild.roles.cache.find(({name}) => name === names.role);

async function give(...permissions: string[]): Promise<void> {
  await chat.control('PATCH', '/roles/Labrador', {permissions: [...invited, ...permissions]});
  await waitUntil(() =>
    guild.roles.cache.some(({name, permissions: now}) => name === 'Labrador' && now.has(permissions as never)),
  );
}

test('what is not there is made, once, and facilitators alone see their channel', async () => {
  expect(mayMakeRooms(guild)).toBe(false);
  await give('ManageChannels', 'ManageRoles', 'ManageEvents');
  expect(mayMakeRooms(guild)).toBe(true);
  const first = await makeRooms(guild, names, {known: known(), memberId: ada});
  expect(first).toMatchObject({
    made: ['participants', 'facilitators', 'role'],
    isGiven: true,
    isOffered: true,
    roleName: 'teacher',
  });
  const role = guild.roles.cache.find(({name}) => name === 'teacher');
  expect(role?.permissions.toArray()).toEqual(['ManageEvents']);
  expect(await chat.messages('ada', 'staff')).toEqual([]);
  await expect(chat.control('GET', '/messages?user=grace&channel=staff')).resolves.toMatchObject({status: 400});
  await waitUntil(() => lackingRooms(guild, names, known()).length === 0);
  expect(await makeRooms(guild, names, {known: known(), memberId: ada})).toMatchObject({
    made: [],
    channels: first.channels,
  });
  const channel = await bot.channels.fetch(first.channels.facilitators);
  if (channel?.type !== ChannelType.GuildText) throw new Error('It is a text channel');
  await channel.send('here');
});

/**
 * @see https://docs.discord.com/developers/resources/guild#create-guild-role
 * @see https://docs.discord.com/developers/resources/guild#add-guild-member-role
 */
test('the role goes without what the bot may not give, and to nobody where it is above the bot’s own', async () => {
  await give('ManageChannels', 'ManageRoles');
  const made = await makeRooms(guild, names, {known: known(), memberId: ada});
  expect(guild.roles.cache.find(({name}) => name === 'teacher')?.permissions.bitfield).toBe(0n);
  expect(made).toMatchObject({isGiven: true, isOffered: false});
  await chat.control('PATCH', '/roles/teacher', {permissions: ['Administrator']});
  expect(await makeRooms(guild, names, {known: known(), memberId: ada})).toMatchObject({made: [], isGiven: false});
});

test('a role that is called otherwise by now is given, and no other is made', async () => {
  await give('ManageChannels', 'ManageRoles');
  await makeRooms(guild, names, {known: known(), memberId: ada});
  const role = known();
  await chat.control('PATCH', '/roles/teacher', {name: 'tutor'});
  await waitUntil(() => known() === undefined);
  expect(lackingRooms(guild, names, role)).toEqual([]);
  expect(await makeRooms(guild, names, {known: role, memberId: ada})).toMatchObject({made: [], roleName: 'tutor'});
  expect(known()).toBeUndefined();
});

test('where the bot may make nothing it says so, and nothing is there', async () => {
  await expect(makeRooms(guild, names, {known: known(), memberId: ada})).rejects.toMatchObject({
    status: 403,
    code: 50_013,
  });
  expect(lackingRooms(guild, names, known())).toEqual(['participants', 'facilitators', 'role']);
});

/** @see https://docs.discord.com/developers/resources/guild#create-guild-channel */
test('a bot gives no permission in a channel that it has not itself', async () => {
  await give('ManageChannels');
  const overwrites = [{id: guild.id, deny: PermissionFlagsBits.ManageMessages}];
  await expect(guild.channels.create({name: 'x', permissionOverwrites: overwrites})).rejects.toMatchObject({
    code: 50_013,
  });
  await expect(guild.channels.create({name: ''})).rejects.toMatchObject({code: 50_035});
  expect((await guild.channels.create({name: 'Two Words'})).name).toBe('two-words');
});
