import {
  ChannelSelectMenuBuilder,
  ChannelType,
  ActionRowBuilder,
  MentionableSelectMenuBuilder,
  MessageFlags,
  RoleSelectMenuBuilder,
  UserSelectMenuBuilder,
  type AnySelectMenuInteraction,
  type MessageActionRowComponentBuilder,
} from 'discord.js';
import {EventSource} from 'undici';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
/** What pages listen to. */
const opened: EventSource[] = [];
beforeAll(async () => {
  chat = await startChat([kubectl]);
});
afterAll(() => chat[Symbol.asyncDispose]());
beforeEach(async () => {
  await chat.control('POST', '/settings', {hidesChannelNames: false, forgetsEphemeral: false});
});
afterEach(() => {
  for (const events of opened.splice(0)) events.close();
  vi.unstubAllGlobals();
});

/** @see https://docs.discord.com/developers/components/reference#role-select */
test.each([
  ['role', new RoleSelectMenuBuilder(), 'facilitator'],
  ['channel', new ChannelSelectMenuBuilder().setChannelTypes(ChannelType.GuildText), 'workshop'],
  ['person', new UserSelectMenuBuilder(), 'grace'],
  ['person among mentionables', new MentionableSelectMenuBuilder(), 'grace'],
  ['role among mentionables', new MentionableSelectMenuBuilder(), 'facilitator'],
] as const)('a %s is chosen from a list, and comes whole', async (_, select, name) => {
  const row = new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(select.setCustomId('pick'));
  const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (channel?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  const message = await channel.send({content: 'Choose', components: [row]});
  const chosen = Promise.withResolvers<AnySelectMenuInteraction>();
  chat.onInteraction(async (interaction) => {
    if (!interaction.isAnySelectMenu()) return;
    await interaction.deferUpdate();
    chosen.resolve(interaction);
  });
  const use = {user: 'ada', message: message.id, custom_id: 'pick'};
  expect(await chat.control('POST', '/components', {...use, values: ['nobody']})).toMatchObject({status: 400});
  await chat.control('POST', '/components', {...use, values: [name]});
  const interaction = await chosen.promise;
  const names = [
    ...('roles' in interaction ? [...interaction.roles.values()].map((role) => role.name) : []),
    ...('channels' in interaction
      ? [...interaction.channels.values()].map((one) => ('name' in one ? one.name : ''))
      : []),
    ...('users' in interaction ? [...interaction.users.values()].map((user) => user.username) : []),
  ];
  expect(names).toEqual([name]);
});

/** @see https://docs.discord.com/developers/components/reference#channel-select */
test.each([
  ['a channel that they do not see', new ChannelSelectMenuBuilder(), ['facilitators']],
  ['a channel of another kind', new ChannelSelectMenuBuilder().setChannelTypes(ChannelType.GuildVoice), ['workshop']],
  ['the same twice', new UserSelectMenuBuilder().setMaxValues(2), ['grace', 'grace']],
  ['more than there is room for', new UserSelectMenuBuilder(), ['grace', 'flo']],
  ['fewer than are asked for', new RoleSelectMenuBuilder().setMinValues(2).setMaxValues(2), ['facilitator']],
  ['a person as a role', new RoleSelectMenuBuilder(), ['grace']],
  ['a role as a person', new UserSelectMenuBuilder(), ['facilitator']],
] as const)('nobody chooses %s', async (_, select, values) => {
  const row = new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(select.setCustomId('pick'));
  const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (channel?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  const message = await channel.send({content: 'Choose', components: [row]});
  const use = {user: 'ada', message: message.id, custom_id: 'pick', values};
  expect(await chat.control('POST', '/components', use)).toMatchObject({status: 400});
});

/** @see https://docs.discord.com/developers/resources/message#message-object-message-flags */
test('what one person alone sees is gone once their client is started again, and the bot does not hear of it', async () => {
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({content: 'yours', flags: MessageFlags.Ephemeral});
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await waitUntil(async () => (await chat.interaction(id)).state === 'answered');
  expect((await chat.messages('ada')).map(({content}) => content)).toContain('yours');
  await chat.control('POST', '/users/ada/restart');
  expect((await chat.messages('ada')).map(({content}) => content)).not.toContain('yours');
  const other = await chat.run('ada', '/kubectl command:get pods');
  await waitUntil(async () => (await chat.interaction(other)).state === 'answered');
  expect((await chat.messages('ada')).filter(({content}) => content === 'yours')).toHaveLength(1);
});

/** What of a page is asked here: its one source of what is shown. */
interface PageModule {
  readonly createChat: (where: {user: string; channel: string}) => {
    readonly start: () => Promise<void>;
    readonly view: () => {readonly messages: ReadonlyMap<string, ReadonlyMap<string, {readonly content: string}>>};
  };
}

/** Loads the page as ada, in what it finds in a browser: requests and events of the address that it was loaded from. */
async function loadPage(): Promise<{shows: (content: string) => boolean}> {
  const {url, channels} = chat.emulator;
  vi.unstubAllGlobals();
  const request = fetch;
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => request(new URL(path, url), init));
  vi.stubGlobal(
    'EventSource',
    class extends EventSource {
      constructor(path: string) {
        super(new URL(path, url));
        opened.push(this);
      }
    },
  );
  const file = new URL('../../../src/emulators/discord/page/chat.js', import.meta.url);
  const {createChat} = (await import(file.href)) as PageModule; // the page is JavaScript, which has no types here
  const page = createChat({user: 'ada', channel: 'workshop'});
  await page.start();
  return {
    shows: (content) =>
      [...(page.view().messages.get(channels.workshop)?.values() ?? [])].some((one) => one.content === content),
  };
}

test('a page that is loaded again shows it still, or forgets it where the chat is told to be as Discord’s clients', async () => {
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({content: 'mine', flags: MessageFlags.Ephemeral});
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await waitUntil(async () => (await chat.interaction(id)).state === 'answered');
  for (let load = 0; load < 2; load++) {
    const page = await loadPage();
    expect(page.shows('mine')).toBe(true);
  }
  await chat.control('POST', '/settings', {forgetsEphemeral: true});
  const page = await loadPage();
  await waitUntil(() => !page.shows('mine'));
  expect((await chat.messages('ada')).map(({content}) => content)).not.toContain('mine');
});

/** @see https://github.com/discord/discord-api-docs/pull/8454 */
test('a channel that the bot may not view comes without its name where names are kept from bots', async () => {
  await chat.control('POST', '/channels', {name: 'secret', role: 'facilitator'});
  await chat.control('PATCH', '/channels/secret', {overwrites: [{role: '@everyone', deny: ['ViewChannel']}]});
  const namesOf = async (): Promise<string[]> => {
    const {body} = await chat.rest('GET', `/guilds/${chat.emulator.guildId}/channels`);
    return (body as {name: string}[]).map(({name}) => name);
  };
  expect(await namesOf()).toContain('secret');
  await chat.control('POST', '/settings', {hidesChannelNames: true});
  expect(await namesOf()).not.toContain('secret');
  expect(await namesOf()).toEqual(expect.arrayContaining(['workshop', '___hidden___']));
});

/** @see https://docs.discord.com/developers/topics/rate-limits#header-format-rate-limit-header-examples */
test('threads that are made too fast are refused by a limit that all share', async () => {
  const {workshop} = chat.emulator.channels;
  const make = async () =>
    chat.rest('POST', `/channels/${workshop}/threads`, {name: 'help', type: ChannelType.PrivateThread});
  const made = await waitUntil(async () => {
    const answer = await make();
    return answer.status === 429 && answer;
  });
  expect(Object.fromEntries(made.headers)).toMatchObject({
    'x-ratelimit-scope': 'shared',
    'x-ratelimit-remaining': '9',
    'retry-after': expect.stringMatching(/^\d+$/),
  });
});
