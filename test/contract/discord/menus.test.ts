import {
  ApplicationCommandType,
  ChannelType,
  GuildMember,
  MessageFlags,
  RESTJSONErrorCodes,
  type ContextMenuCommandInteraction,
} from 'discord.js';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat([
    kubectl,
    {name: 'Show learner', type: ApplicationCommandType.User},
    {name: 'Apply this YAML', type: ApplicationCommandType.Message},
    {name: 'Secretly', type: ApplicationCommandType.User, defaultMemberPermissions: '0'},
  ]);
});
afterAll(() => chat[Symbol.asyncDispose]());

/** Chooses it as ada; answers what the bot hears, once it has answered. */
async function choose(command: string, on: object): Promise<ContextMenuCommandInteraction> {
  const heard = Promise.withResolvers<ContextMenuCommandInteraction>();
  chat.onInteraction(async (interaction) => {
    if (!interaction.isContextMenuCommand()) return;
    await interaction.reply({content: 'seen', flags: MessageFlags.Ephemeral});
    heard.resolve(interaction);
  });
  const {status, body} = await chat.control('POST', '/menus', {user: 'ada', channel: 'workshop', command, ...on});
  expect([status, body]).toEqual([200, {interaction: expect.any(String)}]);
  return heard.promise;
}

/** @see https://docs.discord.com/developers/interactions/application-commands#user-commands */
test('a command of a person’s menu comes with that person, and as a member of the server', async () => {
  const interaction = await choose('Show learner', {person: 'grace'});
  if (!interaction.isUserContextMenuCommand()) throw new Error('it is a person’s');
  expect([interaction.user.username, interaction.commandName]).toEqual(['ada', 'Show learner']);
  expect([interaction.targetUser.username, interaction.targetUser.id]).toEqual(['grace', interaction.targetId]);
  expect(interaction.targetMember).toBeInstanceOf(GuildMember);
  expect(interaction.options.resolved?.members?.has(interaction.targetId)).toBe(true);
});

/** @see https://docs.discord.com/developers/interactions/application-commands#message-commands */
test('a command of a message’s menu comes with all of the message, though the bot may not read what people write', async () => {
  const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (channel?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  const message = await channel.send('kind: Pod');
  const interaction = await choose('Apply this YAML', {message: message.id});
  if (!interaction.isMessageContextMenuCommand()) throw new Error('it is a message’s');
  expect([interaction.targetMessage.id, interaction.targetMessage.content]).toEqual([message.id, 'kind: Pod']);
});

/** @see https://docs.discord.com/developers/interactions/application-commands#permissions */
test.each([
  ['a command of the other menu', 'Apply this YAML', {person: 'grace'}, /offered no Apply this YAML/],
  ['one that is typed', 'kubectl', {person: 'grace'}, /offered no kubectl/],
  ['one for managers alone', 'Secretly', {person: 'grace'}, /offered no Secretly/],
  ['nobody', 'Show learner', {person: 'nobody'}, /no user nobody/],
  ['no message', 'Apply this YAML', {message: '1'}, /sees no message 1/],
])('%s is not to be chosen from a menu', async (_, command, on, reason) => {
  const refused = await chat.control('POST', '/menus', {user: 'ada', channel: 'workshop', command, ...on});
  expect(refused).toMatchObject({status: 400, body: {error: expect.stringMatching(reason)}});
});

/** @see https://docs.discord.com/developers/resources/message#message-object-message-flags */
test('what somebody else alone sees has no menu', async () => {
  chat.onInteraction(async (interaction) => {
    if (interaction.isRepliable()) await interaction.reply({content: 'hers', flags: MessageFlags.Ephemeral});
  });
  const id = await chat.run('grace', '/kubectl command:get pods');
  const {messages} = await waitUntil(async () => {
    const shown = await chat.interaction(id);
    return shown.state === 'answered' && shown;
  });
  const refused = await chat.control('POST', '/menus', {
    user: 'ada',
    channel: 'workshop',
    command: 'Apply this YAML',
    message: messages[0],
  });
  expect(refused).toMatchObject({status: 400, body: {error: expect.stringContaining('sees no message')}});
});

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object */
test.each([
  ['a description', {description: 'what it does'}],
  ['options', {options: [{type: 3, name: 'text', description: 'a text'}]}],
])('a command of a menu is refused with %s', async (_, more) => {
  const {applicationId, guildId} = chat.emulator;
  const refused = await chat.rest('POST', `/applications/${applicationId}/guilds/${guildId}/commands`, {
    name: 'Another',
    type: ApplicationCommandType.User,
    ...more,
  });
  expect(refused).toMatchObject({status: 400, body: {code: RESTJSONErrorCodes.InvalidFormBodyOrContentType}});
});
