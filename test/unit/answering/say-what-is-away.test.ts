import {expect, test} from 'vitest';
import type {Answer} from '#src/chat/answer.ts';
import type {Answering, Asked, Conversation} from '#src/chat/answering.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {sayWhatIsAway} from '#src/answering/say-what-is-away.ts';
import {QueueClosedError} from '#src/queue/command-queue.ts';

const away = async (): Promise<never> => Promise.reject(new QueueClosedError('closed'));
const asked: Asked = {
  asker: {
    id: '1',
    name: 'ada',
    guildId: undefined,
    guildLanguage: 'en',
    managesServer: false,
    roles: [],
    channelIds: [],
    threadId: undefined,
  },
  reply: {
    interactionId: '2',
    applicationId: '3',
    token: 't',
    userId: '1',
    channelId: '4',
    createdAt: 0,
    language: 'en',
  },
  showToAll: undefined,
  answerAhead: async () => Promise.resolve(),
  answerFirst: async () => Promise.resolve(),
  givenUp: new AbortController().signal,
};

/** What somebody is answered by whom everything that is asked fails, or `answers`. */
async function begin(answer: () => Promise<Answer> = away): Promise<Conversation> {
  const answering: Answering = {
    suggest: () => [],
    isInPlace: () => false,
    begin: async () =>
      Promise.resolve({
        run: answer,
        choose: answer,
        submit: answer,
        press: answer,
        withdraw: away,
        noteRefused: away,
      }),
  };
  return sayWhatIsAway(answering).begin(asked);
}

const press = {customId: 'x', values: [], message: {id: '5', interactionId: undefined}};

test.each<[string, (conversation: Conversation) => Promise<unknown>]>([
  ['is typed', async ({run}) => run('x', {subcommand: undefined, options: new Map(), files: new Map()})],
  ['is chosen from a menu', async ({choose}) => choose('x', {userId: '1', content: ''})],
  ['is written into a window', async ({submit}) => submit('x', '')],
  ['is pressed', async (conversation) => conversation.press(press)],
])('what %s while what it needs is away is told so', async (_, send) => {
  await expect(send(await begin())).rejects.toMatchObject({code: 'unavailable'});
});

test('so is what is left to do once it was shown, and what takes the place of a first message', async () => {
  const shown = await (await begin(async () => Promise.resolve({kind: 'show', message, after: away}))).press(press);
  if (shown.kind !== 'show') throw new Error(shown.kind);
  await expect(shown.after?.()).rejects.toMatchObject({code: 'unavailable'});
  const progress = await (
    await begin(async () => Promise.resolve({kind: 'show-progress', messages: failing()}))
  ).press(press);
  if (progress.kind !== 'show-progress') throw new Error(progress.kind);
  const messages = progress.messages[Symbol.asyncIterator]();
  expect(await messages.next()).toEqual({done: false, value: message});
  await expect(messages.next()).rejects.toMatchObject({code: 'unavailable'});
});

const message = plainMessage('first');

async function* failing(): AsyncIterable<ChatMessage> {
  yield message;
  await away();
}
