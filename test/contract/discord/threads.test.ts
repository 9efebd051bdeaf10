import {
  ChannelType,
  MessageType,
  type ChatInputCommandInteraction,
  type PrivateThreadChannel,
  type TextChannel,
} from 'discord.js';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
let channel: TextChannel;
let thread: PrivateThreadChannel;
let ada: string;

beforeAll(async () => {
  chat = await startChat([{name: 'close', description: 'Closes'}]);
  const found = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (found?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  channel = found;
});
afterAll(() => chat[Symbol.asyncDispose]());
beforeEach(async () => {
  await chat.control('POST', '/clock', {advanceMs: 250_000});
  ada = ((await chat.control('POST', '/users', {name: 'ada'})).body as {id: string}).id;
  thread = await newThread();
  await thread.members.add(ada);
});

async function newThread(): Promise<PrivateThreadChannel> {
  return (await channel.threads.create({name: 'help', type: ChannelType.PrivateThread})) as PrivateThreadChannel;
}

const isArchived = async (): Promise<boolean> => (await thread.fetch(true)).archived === true;

/** @see https://docs.discord.com/developers/resources/message#message-object-message-types */
test('who is added by somebody else is named by the chat, once', async () => {
  await thread.members.add(ada);
  const all = await chat.allMessages('ada', thread.id);
  expect(all).toMatchObject([{type: MessageType.RecipientAdd, content: '', mentions: [{name: 'ada'}]}]);
  await expect(thread.messages.delete(all[0]?.id ?? '')).rejects.toMatchObject({status: 403, code: 50_021});
});

/** @see https://docs.discord.com/developers/topics/threads#active--archived-threads */
describe('in an archived thread', () => {
  test('nothing is edited or pinned, nobody is added or removed, and it is not archived again', async () => {
    const message = await thread.send('before');
    await thread.setArchived(true);
    const refused = {status: 400, code: 50_083};
    await expect(message.edit('after')).rejects.toMatchObject(refused);
    await expect(message.pin()).rejects.toMatchObject(refused);
    await expect(thread.members.add(ada)).rejects.toMatchObject(refused);
    await expect(thread.members.remove(ada)).rejects.toMatchObject(refused);
    expect(await chat.rest('PATCH', `/channels/${thread.id}`, {archived: true})).toMatchObject({
      status: 400,
      body: {code: 50_083},
    });
    await message.delete();
    expect(await isArchived()).toBe(true);
  });

  test('a message makes it active again, and so does the answer to a button', async () => {
    await thread.setArchived(true);
    const components = [{type: 1, components: [{type: 2, style: 1, label: 'Go', custom_id: 'go'}]}];
    const message = await thread.send({content: 'again', components});
    expect(await isArchived()).toBe(false);
    await thread.setArchived(true);
    chat.onInteraction(async (interaction) => {
      if (interaction.isButton()) await interaction.reply({content: 'Done.', flags: 'Ephemeral'});
    });
    await chat.control('POST', '/components', {user: 'ada', message: message.id, custom_id: 'go'});
    expect(await waitUntil(() => thread.archived === false)).toBe(true);
  });

  test('one that is locked stays archived', async () => {
    await chat.control('PATCH', `/channels/${thread.id}`, {archived: true, locked: true});
    await expect(thread.send('again')).rejects.toMatchObject({status: 400, code: 160_005});
    expect(await isArchived()).toBe(true);
  });
});

/** @see https://docs.discord.com/developers/topics/threads#locked-threads */
test('in a locked thread that is active only who manages threads writes, or changes what is there', async () => {
  const message = await thread.send('before');
  await chat.control('PATCH', `/channels/${thread.id}`, {locked: true});
  const refused = {status: 400, code: 160_005};
  await expect(thread.send('after')).rejects.toMatchObject(refused);
  await expect(message.edit('after')).rejects.toMatchObject(refused);
  expect(await isArchived()).toBe(false);
  await chat.control('PATCH', '/channels/workshop', {overwrites: [{user: 'Labrador', allow: ['ManageThreads']}]});
  expect((await message.edit('after')).content).toBe('after');
  await thread.send('after');
  await chat.control('PATCH', '/channels/workshop', {overwrites: []});
});

/** @see https://docs.discord.com/developers/topics/threads#active--archived-threads */
test.each([
  ['archived', 50_083],
  ['locked', 160_005],
] as const)('an answer that was deferred before the thread was %s is not edited any more', async (state, code) => {
  const deferred = new Promise<ChatInputCommandInteraction>((resolve) => {
    chat.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      resolve(interaction);
    });
  });
  await chat.control('POST', '/commands', {user: 'ada', channel: thread.id, line: '/close'});
  const interaction = await deferred;
  await chat.control('PATCH', `/channels/${thread.id}`, {[state]: true});
  await expect(interaction.editReply('late')).rejects.toMatchObject({status: 400, code});
});

/** @see https://docs.discord.com/developers/topics/threads#active--archived-threads */
test('a person archives a thread, and the bot hears of it', async () => {
  await chat.control('PATCH', `/channels/${thread.id}`, {archived: true});
  expect(await waitUntil(() => thread.archived === true)).toBe(true);
});

/** @see https://docs.discord.com/developers/topics/threads#active--archived-threads */
test('a thread in which nothing is said is archived after its time', async () => {
  await chat.control('POST', '/clock', {advanceMs: 1_439 * 60_000});
  await thread.send('still here');
  await chat.control('POST', '/clock', {advanceMs: 1_439 * 60_000});
  expect(await isArchived()).toBe(false);
  await chat.control('POST', '/clock', {advanceMs: 2 * 60_000});
  expect(await isArchived()).toBe(true);
});

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
test('a guild has so many active threads, and no more', async () => {
  await chat.control('POST', '/limits', {activeThreads: 0});
  await expect(newThread()).rejects.toMatchObject({status: 400, code: 160_006});
  await chat.control('POST', '/limits', {activeThreads: 1_000});
});
