import {REST} from '@discordjs/rest';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {CommandLinks} from '#src/discord/command-links.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {ChannelMessages} from '#src/discord/channel-messages.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {nonceOf, postMessage} from '#src/discord/post-message.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {TooLateNotices} from '#src/discord/too-late-notices.ts';
import {ChannelPosts} from '#src/facilitating/channel-posts.ts';
import {startLossyProxy, type Fate, type LossyProxy} from '#test/support/lossy-proxy.ts';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
let proxy: LossyProxy;
let rest: REST;
const open: ChannelMessages[] = [];

beforeEach(async () => {
  chat = await startChat();
  proxy = await startLossyProxy(chat.emulator.restUrl);
  // as the bot's, but for how long it waits
  rest = new REST({...restOptions(proxy.restUrl), timeout: 300}).setToken(chat.emulator.token);
});
afterEach(async () => {
  for (const messages of open.splice(0)) messages.close();
  proxy.close();
  await chat[Symbol.asyncDispose]();
});

const contents = async (): Promise<string[]> => (await chat.messages('ada')).map(({content}) => content);

/** A wall of one message; `ids` outlive it. */
function keepWall(text: () => string, ids: Map<number, string>): ChannelMessages {
  const messages = new ChannelMessages({
    rest,
    channelId: chat.emulator.channels.workshop,
    ids: {
      list: async () => Promise.resolve(new Map(ids)),
      set: async (index, messageId) => Promise.resolve(void ids.set(index, messageId)),
      remove: async (index) => Promise.resolve(void ids.delete(index)),
    },
    render: async () => Promise.resolve({message: plainMessage(text())}),
    isPinned: false,
    name: 'wall',
    pace: {spacingMs: 20, pictureMs: 300, failedMs: 20, refusedMs: 100, againMs: 60_000},
    onRefused: () => undefined,
    log: () => undefined,
  });
  open.push(messages);
  return messages;
}

/** More than one request is tried: who posts has to begin anew. */
const losses: [string, readonly Fate[]][] = [
  ['a connection that breaks', ['break', 'break']],
  ['an answer that is lost on its way', [502, 502]],
  ['answers that are lost until nobody tries any more', [502, 502, 502, 502]],
  ['an answer that is slow', [{afterMs: 600}, {afterMs: 600}]],
];

test.each(losses)('a message that is kept current is there once after %s', async (_, fates) => {
  proxy.lose('POST', '/messages', fates);
  const ids = new Map<number, string>();
  let text = 'first';
  const wall = keepWall(() => text, ids);
  await wall.start(1);
  await waitUntil(() => ids.size > 0);
  text = 'second';
  wall.touch(0);
  await waitUntil(async () => (await contents()).includes('second'));
  expect(await contents()).toEqual(['second']);
});

test.each(losses)('what follows an answer is there once after %s', async (_, fates) => {
  await chat.client.application.commands.set([kubectl], chat.emulator.guildId);
  const replies = new InteractionReplies(proxy.restUrl, (own) => ({...own, timeout: 300}));
  const failed = new Promise<unknown>((resolve) => {
    chat.onInteraction(async (interaction) => {
      const {applicationId, token} = interaction;
      proxy.lose('POST', `/${token}`, fates);
      await replies.reply(interaction, plainMessage('first'));
      resolve(await replies.followUp({applicationId, token}, plainMessage('more')).catch((error: unknown) => error));
    });
  });
  await chat.run('ada', '/kubectl command:get pods');
  expect(await failed).toBeInstanceOf(Error);
  expect(await contents()).toEqual(['first', 'more']);
});

test.each(losses.filter(([, fates]) => fates.length < 4))(
  'what came too late is told once after %s',
  async (_, fates) => {
    proxy.lose('POST', '/messages', fates);
    const told = Promise.withResolvers<unknown>();
    const notices = new TooLateNotices({
      rest,
      links: new CommandLinks(),
      languageIn: () => undefined,
      removeIn: async (posted) => Promise.resolve(told.resolve(posted)),
      log: (message) => told.reject(new Error(message)),
    });
    const channelId = chat.emulator.channels.workshop;
    notices.add({channelId, userId: '1', interactionId: '2', language: 'en'});
    const posted = await told.promise;
    notices.close();
    const seen = await chat.messages('ada');
    expect(seen.map(({content}) => content)).toEqual([expect.stringContaining('nothing of it was done')]);
    expect(posted).toEqual({channelId, messageId: seen[0]?.id});
  },
);

test('a message whose id nobody could note is found by the next bot, and says what is so now', async () => {
  const first = keepWall(() => 'before', new Map());
  await first.start(1);
  await waitUntil(async () => (await contents()).length === 1);
  first.close();
  await keepWall(() => 'after', new Map()).start(1);
  await waitUntil(async () => (await contents()).includes('after'));
  expect(await contents()).toEqual(['after']);
});

test('a deleted message that is kept current comes back once, after lost answers too', async () => {
  const ids = new Map<number, string>();
  const wall = keepWall(() => 'wall', ids);
  await wall.start(1);
  const before = await waitUntil(() => ids.get(0));
  await chat.rest('DELETE', `/channels/${chat.emulator.channels.workshop}/messages/${before}`);
  proxy.lose('POST', '/messages', [502, 502, 502, 502]);
  wall.close();
  await keepWall(() => 'new wall', ids).start(1);
  await waitUntil(() => ids.get(0) !== before);
  expect(await contents()).toEqual(['new wall']);
});

test.each(losses)(
  'what is posted for a purpose, and again after a failure, is there once after %s',
  async (_, fates) => {
    proxy.lose('POST', '/messages', fates);
    const posts = new ChannelPosts(rest, new CommandLinks(), () => undefined);
    const put = async (text: string): Promise<string | undefined> =>
      posts.put(chat.emulator.channels.workshop, plainMessage(text), {messageId: undefined, purpose: ['task', 'one']});
    await put('1 of 2');
    const messageId = await put('2 of 2');
    const [shown] = await chat.messages('ada');
    expect(shown).toMatchObject({id: messageId, content: '2 of 2'});
    expect(await contents()).toHaveLength(1);
  },
);

test('messages for two purposes are two', async () => {
  const posts = new ChannelPosts(rest, new CommandLinks(), () => undefined);
  const channelId = chat.emulator.channels.workshop;
  for (const purpose of [['a'], ['b']]) await posts.post(channelId, plainMessage('x'), purpose);
  expect(await contents()).toHaveLength(2);
});

/** @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params */
test('a nonce is as long as the chat takes it', async () => {
  const nonce = nonceOf(['help', 'a workshop with a long name', '1191168000000000001', '1764384000000']);
  expect(nonce).toHaveLength(25);
  await postMessage(rest, chat.emulator.channels.workshop, plainMessage('x'), {nonce});
  expect(await contents()).toEqual(['x']);
});
