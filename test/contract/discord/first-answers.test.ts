import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {REST} from '@discordjs/rest';
import {once} from 'node:events';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {plainMessage} from '#src/chat/chat-message.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {restOptions, restOptionsAnew} from '#src/discord/rest-options.ts';
import {watchRequests} from '#src/discord/watch-requests.ts';
import {kubectl, startChat, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat([kubectl]);
});
beforeEach(async () => {
  await chat.control('DELETE', '/faults');
  await chat.control('DELETE', '/requests');
});
afterAll(() => chat[Symbol.asyncDispose]());

interface Tried {
  readonly id: string;
  readonly error: unknown;
  readonly requests: number;
}

/** What becomes of a first answer that a fault strikes. */
async function answerUnder(fault: object): Promise<Tried> {
  const order = {match: {method: 'POST', route: '/interactions'}, times: 1, ...fault};
  expect((await chat.control('POST', '/faults', order)).status).toBe(204);
  const replies = new InteractionReplies(chat.emulator.restUrl);
  const answered = new Promise<unknown>((resolve) => {
    chat.onInteraction(async (interaction) => {
      if (interaction.isRepliable()) await replies.reply(interaction, plainMessage('here')).then(resolve, resolve);
    });
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  const error = await answered;
  const {body} = await chat.control('GET', '/requests');
  return {id, error, requests: (body as unknown[]).length};
}

test.each([
  ['whose connection is reset', {reset: true}],
  ['whose connection is reset after it was taken', {reset: true, after: true}],
  ['whose connection is closed after it was taken', {drop: true, after: true}],
  ['that hangs on a dead connection', {hang: true}],
  ['that is taken and answered after 2 s', {delayMs: 2_000, after: true}],
  ['that is taken and answered with 502', {status: 502, after: true}],
  ['that meets two 503', {status: 503, times: 2}],
  ['that is limited for a moment', {status: 429, retryAfter: 0.3}],
  ['that meets one page without a word of how long', {status: 429, page: true}],
])('a first answer %s is seen once', async (_, fault) => {
  const {id, error} = await answerUnder(fault);
  expect(error).toBeUndefined();
  const seen = (await chat.messages('ada')).filter(({interaction}) => interaction?.id === id);
  expect(seen).toMatchObject([{content: 'here'}]);
});

test.each([
  ['limits without a word of how long', {status: 429, page: true}],
  ['limits for longer than there is', {status: 429, retryAfter: 60}],
  ['breaks', {reset: true}],
  ['does not answer', {hang: true}],
])('a first answer is tried a few times where the chat %s', async (_, fault) => {
  const {error, requests} = await answerUnder({...fault, times: 1_000});
  expect(error).toBeInstanceOf(Error);
  expect(requests).toBeLessThanOrEqual(4);
});

test('what is tried again has a connection that nothing was sent on before', async () => {
  const ports = new Set<number | undefined>();
  const server = createServer((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume().on('end', () => response.writeHead(204).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const rest = new REST(restOptionsAnew(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  for (let tries = 0; tries < 4; tries++) await rest.post('/interactions/1/a/callback', {body: {}, auth: false});
  expect(ports.size).toBe(4);
  server.close();
});

test.each([
  ['the token’s end', 401, 50_027, 'expired'],
  ['a refusal', 403, 50_001, 'expired'],
  ['a thread that is closed', 400, 50_083, 'expired'],
  ['a thread that is locked', 400, 160_005, 'expired'],
  ['a webhook that is not there', 404, 10_015, 'unknown'],
])('an edit that meets %s is not tried again', async (_, status, code, result) => {
  await chat.control('POST', '/faults', {match: {method: 'PATCH'}, status, code, times: 1_000});
  const target = {applicationId: chat.emulator.applicationId, token: 'a'};
  expect(await new InteractionReplies(chat.emulator.restUrl).edit(target, plainMessage('here'))).toBe(result);
  expect((await chat.control('GET', '/requests')).body).toHaveLength(1);
});

test('any request that is limited without a word of how long is made a few times, and each is counted', async () => {
  await chat.control('POST', '/faults', {match: {route: '/users'}, status: 429, page: true, times: 1_000});
  const invalid: number[] = [];
  const heard = {
    tokenRefused: () => undefined,
    invalid: (status: number) => void invalid.push(status),
    failed: () => undefined,
  };
  const rest = new REST(watchRequests(restOptions(chat.emulator.restUrl), heard)).setToken(chat.emulator.token);
  await expect(rest.get('/users/@me/guilds')).rejects.toThrow('does not say for how long');
  expect(invalid).toEqual([429, 429, 429, 429]);
}, 60_000);

test('what Discord counts against an address is heard, and what all share is not', async () => {
  const heard: (number | string)[] = [];
  const watch = {
    tokenRefused: () => void heard.push('token'),
    invalid: (status: number) => void heard.push(status),
    failed: () => undefined,
  };
  const rest = new REST(watchRequests(restOptions(chat.emulator.restUrl), watch)).setToken(chat.emulator.token);
  const ask = async (fault: object): Promise<void> => {
    await chat.control('POST', '/faults', {match: {route: '/users'}, times: 1, ...fault});
    await rest.get('/users/@me/guilds').catch(() => undefined);
  };
  await ask({status: 403});
  await ask({status: 404});
  await ask({status: 429, retryAfter: 0.1, scope: 'shared'});
  await ask({status: 429, retryAfter: 0.1});
  await ask({status: 401});
  expect(heard).toEqual([403, 429, 401, 'token']);
});
