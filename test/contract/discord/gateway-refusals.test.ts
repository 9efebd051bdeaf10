import {type Client, GatewayCloseCodes, GatewayIntentBits} from 'discord.js';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import {WebSocket} from 'ws';
import {openGateway as logInWhenOpen} from '#src/start/open-gateway.ts';
import {kubectl, makeClient, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

/** A client of the gateway that does what it is told and no more. */
async function openGateway(
  {emulator}: Chat,
  version = 10,
): Promise<{
  send: (op: number, d: unknown) => void;
  next: (op: number) => Promise<unknown>;
  closed: Promise<number>;
  end: () => void;
}> {
  const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/gateway?v=${version}&encoding=json`);
  const heard: {op: number; d: unknown}[] = [];
  socket.on('message', (raw: Buffer) => heard.push(JSON.parse(raw.toString()) as {op: number; d: unknown}));
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'open');
  return {
    send: (op, d) => socket.send(JSON.stringify({op, d})),
    next: async (op) => (await waitUntil(() => heard.find((one) => one.op === op))).d,
    closed,
    end: () => socket.terminate(),
  };
}

const identify = ({emulator}: Chat, intents: unknown = 1) => ({token: emulator.token, intents, properties: {}});
const identifyWith =
  (asked: object) =>
  (chat: Chat): object => ({...identify(chat), ...asked});
const invalidSession = 9;

const until = async (client: Client, event: string): Promise<void> => void (await once(client, event));

/**
 * @see https://docs.discord.com/developers/events/gateway#gateway-intents
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
test.each([
  ['is none', 1 << 30, GatewayCloseCodes.InvalidIntents],
  ['is no number', 'Guilds', GatewayCloseCodes.InvalidIntents],
  ['the application is not allowed', GatewayIntentBits.GuildMembers, GatewayCloseCodes.DisallowedIntents],
])('a session with an intent that %s is closed', async (_, intents, code) => {
  await using chat = await startChat();
  const gateway = await openGateway(chat);
  gateway.send(2, identify(chat, intents));
  expect(await gateway.closed).toBe(code);
});

/** @see https://docs.discord.com/developers/events/gateway#identifying */
test.each([
  ['an intent that is none', identifyWith({intents: 1 << 30})],
  ['a shard that is none of its number', identifyWith({shard: [1, 1]})],
])('a session that is refused for %s is one of the day’s', async (_, ask) => {
  await using chat = await startChat();
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  const gateway = await openGateway(chat);
  gateway.send(2, ask(chat));
  expect([GatewayCloseCodes.InvalidIntents, GatewayCloseCodes.InvalidShard]).toContain(await gateway.closed);
  expect((await chat.rest('GET', '/gateway/bot')).body).toMatchObject({session_start_limit: {remaining: 998}});
});

/** @see https://docs.discord.com/developers/reference#api-versioning */
test('a version of the gateway that is no more is closed', async () => {
  await using chat = await startChat();
  const gateway = await openGateway(chat, 5);
  expect(await gateway.closed).toBe(GatewayCloseCodes.InvalidAPIVersion);
});

/** @see https://docs.discord.com/developers/events/gateway#privileged-intents */
test('a privileged intent is given to an application that is allowed it', async () => {
  await using chat = await startChat();
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  await chat.control('POST', '/gateway', {action: 'intents', intents: GatewayIntentBits.GuildMembers});
  const gateway = await openGateway(chat);
  gateway.send(2, identify(chat, GatewayIntentBits.GuildMembers));
  expect(await gateway.next(0)).toMatchObject({v: 10});
});

/** @see https://docs.discord.com/developers/events/gateway#session-start-limit-object */
test('sessions are counted: one in 5 s, and how many are left of the day’s', async () => {
  await using chat = await startChat();
  const left = async () => (await chat.rest('GET', '/gateway/bot')).body;
  expect(await left()).toMatchObject({session_start_limit: {total: 1_000, remaining: 999, max_concurrency: 1}});
  const early = await openGateway(chat);
  early.send(2, identify(chat));
  expect(await early.next(invalidSession)).toBe(false);
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  early.send(2, identify(chat));
  expect(await early.next(0)).toMatchObject({v: 10});
  expect(await left()).toMatchObject({session_start_limit: {remaining: 998}});
  await chat.control('POST', '/clock', {advanceMs: 24 * 60 * 60_000});
  expect(await left()).toMatchObject({session_start_limit: {remaining: 1_000}});
});

/** @see https://docs.discord.com/developers/events/gateway#identifying */
test('of few sessions that are left of a day each start waits for its share, and one too many costs the token', async () => {
  await using chat = await startChat();
  const remaining = async (): Promise<number> => {
    const {body} = await chat.rest('GET', '/gateway/bot');
    return (body as {session_start_limit: {remaining: number}}).session_start_limit.remaining;
  };
  const begin = async (): Promise<number> => {
    await chat.control('POST', '/clock', {advanceMs: 5_000});
    const gateway = await openGateway(chat);
    gateway.send(2, identify(chat));
    const code = await Promise.race([gateway.next(0).then(() => 0), gateway.closed]);
    gateway.end();
    return code;
  };
  while ((await remaining()) > 100) expect(await begin()).toBe(0);
  const stop = new AbortController();
  const client = makeClient(chat.emulator);
  const said: string[] = [];
  const log = (message: string): void => {
    said.push(message);
    stop.abort(new Error('enough seen'));
  };
  const ends = async () => Promise.resolve([]);
  const opening = {token: chat.emulator.token, signal: stop.signal, ends, log, sayWaiting: log};
  await expect(logInWhenOpen(client, opening)).rejects.toThrow('enough');
  expect(said).toEqual([
    expect.stringMatching(/^the chat lets the bot begin 100 sessions more today: .* waits \d+ s$/),
  ]);
  expect(await remaining()).toBe(100);
  while ((await remaining()) > 0) expect(await begin()).toBe(0);
  const gone = once(chat.client, 'shardDisconnect');
  expect(await begin()).toBe(GatewayCloseCodes.AuthenticationFailed);
  expect(await gone).toMatchObject([{code: GatewayCloseCodes.AuthenticationFailed}, 0]);
  expect((await chat.rest('GET', '/gateway/bot')).status).toBe(401);
}, 120_000);

/** @see https://docs.discord.com/developers/events/gateway#sending-heartbeats */
test('a client whose heartbeat does not come is closed', async () => {
  await using chat = await startChat([], {heartbeatMs: 100});
  const gateway = await openGateway(chat);
  expect(await gateway.next(10)).toMatchObject({heartbeat_interval: 100});
  expect(await gateway.closed).toBe(GatewayCloseCodes.SessionTimedOut);
  expect(chat.client.ws.status).toBe(0);
});

/**
 * @see https://docs.discord.com/developers/events/gateway#resuming
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
 */
test.each([
  ['told to connect again', {action: 'reconnect'}],
  ['closed with 4000', {action: 'close', code: 4000}],
  ['closed with 4000, and refused with 520 twice', {action: 'refuse', status: 520, times: 2}],
])('a client that is %s resumes, and hears once what it missed', async (_, action) => {
  await using chat = await startChat([kubectl]);
  chat.client.on('shardError', () => undefined);
  const heard: string[] = [];
  chat.onInteraction(async (interaction) => void heard.push(interaction.id));
  const resumed = until(chat.client, 'shardResume');
  await chat.control('POST', '/gateway', action);
  if (action.action === 'refuse') await chat.control('POST', '/gateway', {action: 'close'});
  const missed = [await chat.run('ada', '/kubectl command:1'), await chat.run('ada', '/kubectl command:2')];
  await resumed;
  await waitUntil(() => heard.length >= 2);
  expect(heard).toEqual(missed);
});

/** @see https://docs.discord.com/developers/events/gateway#resuming */
test('a session that timed out cannot be resumed: the client begins another', async () => {
  await using chat = await startChat();
  const ready = until(chat.client, 'shardReady');
  await chat.control('POST', '/gateway', {action: 'close', code: GatewayCloseCodes.SessionTimedOut});
  await ready;
  expect((await chat.rest('GET', '/gateway/bot')).body).toMatchObject({session_start_limit: {remaining: 998}});
});

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
test('after its token was reset a client is gone for good, and the old one is refused everywhere', async () => {
  await using chat = await startChat();
  const gone = once(chat.client, 'shardDisconnect');
  const {body} = await chat.control('POST', '/gateway', {action: 'reset-token'});
  expect(await gone).toMatchObject([{code: GatewayCloseCodes.AuthenticationFailed}, 0]);
  await expect(chat.client.rest.get('/users/@me/guilds')).rejects.toMatchObject({status: 401});
  const old = await openGateway(chat);
  old.send(2, identify(chat));
  expect(await old.closed).toBe(GatewayCloseCodes.AuthenticationFailed);
  const {token} = body as {token: string};
  const client = makeClient(chat.emulator);
  const ready = until(client, 'clientReady');
  await client.login(token);
  await ready;
  await client.destroy();
});
