import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {said} from '#src/chat/answer.ts';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';
import {routerOf} from './router.ts';

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

/** Answers one interaction, of which the chat refuses the first answer while that `waitsFor`. @returns its id */
async function answer(waitsFor: 'its turn' | 'a file'): Promise<string> {
  const router = routerOf(
    chat,
    async ({givenUp, reply}) => {
      if (waitsFor === 'its turn') await gate.promise;
      return async () => {
        if (waitsFor === 'a file') await gate.promise;
        givenUp.throwIfAborted();
        done.push(reply.interactionId);
        return said('done');
      };
    },
    {tooLate: ({reply}) => void told.push(reply.userId)},
  );
  await chat.control('DELETE', '/requests');
  const handled = new Promise<void>((resolve) => {
    chat.onInteraction(async (interaction) => router.handle(interaction).then(resolve));
  });
  const id = await chat.run('ada', '/kubectl command:apply');
  const requests = async () => (await chat.control('GET', '/requests')).body as unknown[];
  await waitUntil(async () => (await requests()).length > 0);
  gate.resolve();
  await handled;
  return id;
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
  const id = await answer('its turn');
  expect(done).toEqual([id]);
  expect(told).toEqual([]);
});
