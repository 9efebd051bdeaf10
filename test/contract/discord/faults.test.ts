import {request} from 'node:http';
import {once} from 'node:events';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
let messages: string;
beforeAll(async () => {
  chat = await startChat();
  messages = `/channels/${chat.emulator.channels.workshop}/messages`;
});
beforeEach(async () => {
  await chat.control('DELETE', '/faults');
  await chat.control('DELETE', '/requests');
});
afterAll(() => chat[Symbol.asyncDispose]());

const order = async (fault: object): Promise<void> => {
  const {status} = await chat.control('POST', '/faults', {
    match: {method: 'POST', route: '/channels'},
    times: 1,
    ...fault,
  });
  expect(status).toBe(204);
};
const post = async (content: string) => chat.rest('POST', messages, {content});
const posted = async (content: string): Promise<number> =>
  (await chat.messages('ada')).filter((message) => message.content === content).length;

test.each([
  ['cut off', {drop: true, after: true}, 1],
  ['reset', {reset: true, after: true}, 1],
  ['cut off before', {drop: true}, 0],
  ['reset before', {reset: true}, 0],
])('a request whose connection is %s has no answer, and was taken or not', async (content, fault, times) => {
  await order(fault);
  await expect(post(content)).rejects.toThrow('fetch failed');
  expect(await posted(content)).toBe(times);
});

test('a request may be taken and answered with an error, or late', async () => {
  await order({status: 502, after: true});
  expect((await post('502')).status).toBe(502);
  expect(await posted('502')).toBe(1);
  await order({delayMs: 300, after: true});
  const late = post('late');
  await waitUntil(async () => (await posted('late')) === 1);
  expect((await chat.control('GET', '/requests')).body).toHaveLength(1);
  expect((await late).status).toBe(200);
});

test('a request may hang until its client gives up', async () => {
  await order({hang: true});
  const abort = new AbortController();
  const hanging = fetch(`${chat.emulator.restUrl}/v10${messages}`, {method: 'POST', signal: abort.signal});
  hanging.catch(() => undefined);
  expect((await post('beside it')).status).toBe(200);
  abort.abort();
  await expect(hanging).rejects.toThrow('aborted');
  await waitUntil(async () => JSON.stringify((await chat.control('GET', '/requests')).body).includes('"status":0'));
});

/** @see https://docs.discord.com/developers/topics/rate-limits#header-format-rate-limit-header-examples */
test.each([
  ['user', {'x-ratelimit-scope': 'user', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '2.000'}],
  ['shared', {'x-ratelimit-scope': 'shared'}],
  ['global', {'x-ratelimit-scope': 'global', 'x-ratelimit-global': 'true'}],
])('a 429 of scope %s says whom it is about and for how long', async (scope, headers) => {
  await order({status: 429, retryAfter: 2, scope});
  const reply = await post('limited');
  expect(reply).toMatchObject({status: 429, body: {retry_after: 2, global: scope === 'global'}});
  expect(Object.fromEntries(reply.headers)).toMatchObject({'retry-after': '2', ...headers});
  expect(reply.headers.has('x-ratelimit-bucket')).toBe(scope !== 'global');
});

/** @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
test('Cloudflare’s 429 is a page that does not say for how long', async () => {
  await order({status: 429, page: true});
  const url = `${chat.emulator.restUrl}/v10${messages}`;
  const response = await fetch(url, {method: 'POST', headers: {authorization: `Bot ${chat.emulator.token}`}});
  expect(response.status).toBe(429);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect([...response.headers.keys()].filter((name) => /retry|ratelimit/.test(name))).toEqual([]);
  expect(await response.text()).toContain('1015');
});

test('a fault strikes its share of the requests, and with the same seed the same ones', async () => {
  const strikes = async (): Promise<boolean[]> => {
    await chat.control('DELETE', '/faults');
    await chat.control('POST', '/faults', {match: {route: '/gateway'}, status: 500, share: 0.3, seed: 7, times: 1_000});
    const struck: boolean[] = [];
    for (let asked = 0; asked < 40; asked++) struck.push((await chat.rest('GET', '/gateway')).status === 500);
    return struck;
  };
  const first = await strikes();
  const count = first.filter(Boolean).length;
  expect(count).toBeGreaterThan(4);
  expect(count).toBeLessThan(24);
  expect(await strikes()).toEqual(first);
});

/** @see https://docs.discord.com/developers/reference#user-agent */
test('a client that does not say what it is is refused', async () => {
  const sent = request(`${chat.emulator.restUrl}/v10/gateway`, {setDefaultHeaders: true});
  sent.removeHeader('user-agent');
  sent.end();
  const [response] = (await once(sent, 'response')) as [{statusCode: number; resume: () => void}];
  expect(response.statusCode).toBe(403);
  response.resume();
});
