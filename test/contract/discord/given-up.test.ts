import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {Answering} from '#src/chat/answering.ts';
import {said} from '#src/chat/answer.ts';
import {InteractionAges} from '#src/discord/interaction-ages.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {InteractionRouter} from '#src/discord/interaction-router.ts';
import {kubectl, startChat, waitUntil, type Chat} from './chat.ts';

let chat: Chat;
let told: string[];
let done: string[];
/** Opens when what is waited for is there. */
let gate: PromiseWithResolvers<void>;

beforeAll(async () => {
  chat = await startChat([kubectl]);
});
beforeEach(() => {
  told = [];
  done = [];
  gate = Promise.withResolvers();
});
afterAll(() => chat[Symbol.asyncDispose]());

/** Answers one interaction, of which the chat refuses the first answer while that `waitsFor`. */
async function answer(waitsFor: 'its turn' | 'a file'): Promise<void> {
  const answering: Answering = {
    suggest: () => [],
    isInPlace: () => false,
    begin: async ({givenUp}) => {
      if (waitsFor === 'its turn') await gate.promise;
      return {
        run: async (name) => {
          if (waitsFor === 'a file') await gate.promise;
          givenUp.throwIfAborted();
          done.push(name);
          return said('done');
        },
        choose: () => Promise.reject(new Error('no menu')),
        submit: () => Promise.reject(new Error('no window')),
        press: () => Promise.reject(new Error('no button')),
        withdraw: () => Promise.resolve(false),
        noteRefused: () => Promise.resolve(),
      };
    },
  };
  const router = new InteractionRouter({
    ages: new InteractionAges(),
    replies: new InteractionReplies(chat.emulator.restUrl),
    answering,
    tooLate: ({reply}) => void told.push(reply.userId),
    log: () => undefined,
  });
  await chat.control('DELETE', '/requests');
  const handled = new Promise<void>((resolve) => {
    chat.onInteraction(async (interaction) => router.handle(interaction).then(resolve));
  });
  await chat.run('ada', '/kubectl command:apply');
  const requests = async () => (await chat.control('GET', '/requests')).body as unknown[];
  await waitUntil(async () => (await requests()).length > 0);
  gate.resolve();
  await handled;
}

test.each(['its turn', 'a file'] as const)(
  'nothing is done of what the chat gave up while it waited for %s, and who sent it is told',
  async (waitsFor) => {
    const match = {method: 'POST', route: '/interactions'};
    await chat.control('POST', '/faults', {match, status: 404, code: 10_062, times: 1});
    await answer(waitsFor);
    expect(done).toEqual([]);
    expect(told).toHaveLength(1);
  },
);

test('what is deferred in time is done, and nobody is told otherwise', async () => {
  await answer('its turn');
  expect(done).toEqual(['kubectl']);
  expect(told).toEqual([]);
});
