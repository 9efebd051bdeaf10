import {HTTPError} from '@discordjs/rest';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {Answer} from '#src/chat/answer.ts';
import {said} from '#src/chat/answer.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';
import {routerOf} from './router.ts';

/** Longer than a first answer may be waited for before one is deferred, in ms. */
const slowMs = 2_000;

let chat: Chat;
let bugs: number;
let notices: number;
let logged: string[];

beforeAll(async () => {
  chat = await startChat([kubectl]);
});
beforeEach(() => {
  bugs = 0;
  notices = 0;
  logged = [];
});
afterAll(() => chat[Symbol.asyncDispose]());

/**
 * One command, whose first answer meets a fault of the chat's. `actsFirst`: what it does waits for that answer.
 * @returns the interaction
 */
async function answerUnder(
  fault: object,
  given: () => Promise<Answer>,
  {actsFirst = false}: {readonly actsFirst?: boolean} = {},
): Promise<string> {
  const router = routerOf(
    chat,
    ({answerFirst}) =>
      async () => {
        if (actsFirst) await answerFirst();
        return given();
      },
    {
      tooLate: () => void (notices += 1),
      bug: () => void (bugs += 1),
      log: (_, message) => void logged.push(message),
    },
  );
  const match = {method: 'POST', route: '/interactions'};
  await chat.control('POST', '/faults', {match, times: 100, ...fault});
  const handled = new Promise<void>((resolve) => {
    chat.onInteraction(async (interaction) => router.handle(interaction).then(resolve));
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await handled;
  await chat.control('DELETE', '/faults');
  return id;
}

const stored = (): Promise<Answer> => Promise.resolve({kind: 'submitted', ahead: 0, isPaused: false});
const shown = (): Promise<Answer> => Promise.resolve(said('done'));

test.each([
  ['answers 500', {status: 500}],
  ['answers 503 to what it has taken', {status: 503, after: true}],
  ['drops its connections', {drop: true}],
  ['takes no more for a minute', {status: 429, retryAfter: 60}],
])('a chat that %s is an outage and no bug, and nobody says that what is stored was not done', async (_, fault) => {
  await answerUnder(fault, stored);
  expect(bugs).toBe(0);
  expect(logged).not.toContain('a command failed before it was stored');
  await answerUnder(fault, shown);
  expect(bugs).toBe(0);
});

test('a first answer that the chat took, and told nobody of, is not the last that its person sees', async () => {
  const id = await answerUnder({status: 503, after: true, times: 100}, shown, {actsFirst: true});
  const texts = async (): Promise<string[]> =>
    (await chat.messages('ada')).filter(({interaction}) => interaction?.id === id).map(({content}) => content);
  expect(await waitUntil(async () => (await texts()).find((text) => text.includes('nothing was done')))).toBeDefined();
  expect((await chat.interaction(id)).state).toBe('answered');
  expect(await texts()).toHaveLength(1);
  expect(notices).toBe(0);
});

/** What takes so long that it is deferred meanwhile. */
const slowly = async <Result>(result: () => Promise<Result>): Promise<Result> => {
  await sleep(slowMs);
  return result();
};

test.each([
  {what: 'is shown', given: async () => slowly(shown), text: 'nothing was done'},
  {
    what: 'is refused',
    given: async () => slowly(async () => Promise.reject(new UserError('bad-input', 'There is no such thing.'))),
    text: 'There is no such thing.',
  },
])('nor is a defer that was taken so the last that its person sees of what $what', async ({given, text}) => {
  const id = await answerUnder({status: 503, after: true, times: 100}, given);
  const texts = async (): Promise<string[]> =>
    (await chat.messages('ada')).filter(({interaction}) => interaction?.id === id).map(({content}) => content);
  expect(await waitUntil(async () => (await texts()).find((shownText) => shownText.includes(text)))).toBeDefined();
  expect((await chat.interaction(id)).state).toBe('answered');
  expect(await texts()).toHaveLength(1);
  expect([notices, bugs]).toEqual([0, 0]);
});

test.each([
  {what: 'is shown', given: async () => slowly(shown)},
  {
    what: 'is refused',
    given: async () => slowly(async () => Promise.reject(new UserError('bad-input', 'There is no such thing.'))),
  },
])('where the chat has no defer of what $what, its person is told in the channel', async ({given}) => {
  await answerUnder({status: 500}, given);
  expect(await waitUntil(() => notices)).toBe(1);
});

test('where the chat has no first answer, its person is told in the channel', async () => {
  await answerUnder({status: 500}, shown, {actsFirst: true});
  expect(await waitUntil(() => notices)).toBe(1);
});

test('what the chat refuses of us is a bug: once of what is stored, which goes on', async () => {
  await answerUnder({status: 400, code: 50_035}, stored);
  expect(bugs).toBe(1);
  expect(logged).toEqual(['the first answer to a stored command did not arrive']);
});

test('of what fails later of the chat nobody says that its first answer was lost', async () => {
  const posted = new HTTPError(500, 'Internal Server Error', 'POST', '/channels/1/messages', {body: {}, files: []});
  const id = await answerUnder({times: 0}, () => Promise.reject(posted), {actsFirst: true});
  const texts = async (): Promise<string[]> =>
    (await chat.messages('ada')).filter(({interaction}) => interaction?.id === id).map(({content}) => content);
  expect(await waitUntil(async () => (await texts()).find((text) => text.includes('broke')))).toBeDefined();
  expect((await texts()).join()).not.toContain(words().answering.lost.message);
});

test('what breaks on our side is a bug', async () => {
  await answerUnder({times: 0}, () => Promise.reject(new Error('a mistake')));
  expect(bugs).toBe(1);
  expect(logged).toEqual(['a command failed before it was stored']);
});
