import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';
import {routerOf} from './router.ts';

let chat: Chat;

beforeAll(async () => {
  chat = await startChat([kubectl]);
});
afterAll(() => chat[Symbol.asyncDispose]());

/** Sends commands of so many people at once, whose storing takes until all of them have come to it. */
async function sendAtOnce(count: number): Promise<{stored: Map<string, string>; told: string[]}> {
  const stored = new Map<string, string>();
  const told: string[] = [];
  const allCame = Promise.withResolvers<void>();
  let ended = 0;
  const router = routerOf(
    chat,
    ({answerAhead, reply}) =>
      async () => {
        await answerAhead();
        stored.set(reply.interactionId, (await chat.interaction(reply.interactionId)).state);
        if (stored.size + told.length === count) allCame.resolve();
        await allCame.promise;
        return {kind: 'submitted', ahead: 0, isPaused: false};
      },
    {
      tooLate: ({reply}) => {
        told.push(reply.interactionId);
        if (stored.size + told.length === count) allCame.resolve();
      },
    },
  );
  chat.onInteraction(async (interaction) => {
    await router.handle(interaction);
    ended += 1;
  });
  const people = Array.from({length: count}, (_, index) => `person-${index}`);
  // who is there already is there
  for (const name of people) await chat.control('POST', '/users', {name});
  await Promise.all(people.map(async (person) => chat.run(person, '/kubectl command:get pods')));
  await waitUntil(() => ended === count);
  return {stored, told};
}

test('of many at once, those who come later have their first answer before anything of theirs is stored', async () => {
  const {stored, told} = await sendAtOnce(50);
  const answered = [...stored.values()].filter((state) => state === 'deferred');
  expect(answered.length).toBeGreaterThanOrEqual(30);
  expect([stored.size, told]).toEqual([50, []]);
});

test('of many at once nothing is stored of what the chat gave up, and who sent it is told', async () => {
  const fault = {match: {method: 'POST', route: '/interactions'}, status: 404, code: 10_062, times: 1_000};
  await chat.control('POST', '/faults', fault);
  const {stored, told} = await sendAtOnce(50);
  await chat.control('DELETE', '/faults');
  expect(told.length).toBeGreaterThanOrEqual(30);
  expect(new Set([...stored.keys(), ...told]).size).toBe(50);
});

test('of many at once all is stored where the chat is in trouble and takes no answers', async () => {
  await chat.control('POST', '/faults', {match: {method: 'POST', route: '/interactions'}, status: 500, times: 1_000});
  const {stored, told} = await sendAtOnce(50);
  await chat.control('DELETE', '/faults');
  expect([stored.size, told]).toEqual([50, []]);
});
