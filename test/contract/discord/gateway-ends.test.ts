import {GatewayCloseCodes, type Client} from 'discord.js';
import {once} from 'node:events';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {gatewayClient, watchGateway} from '#src/discord/gateway-client.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {waitUntil} from '#test/support/discord-client.ts';

let emulator: ChatEmulator;
let client: Client;
let said: string[];
let ends: [number, string][];
beforeEach(async () => {
  emulator = await startChatEmulator({port: 0});
  said = [];
  ends = [];
  client = gatewayClient(restOptions(emulator.restUrl), (message) => void said.push(message));
  watchGateway(client, {
    ended: (reason, code) => void ends.push([code, reason]),
    shardChanged: () => undefined,
    shardFailed: () => undefined,
    log: () => undefined,
  });
});
afterEach(async () => {
  await client?.destroy();
  await emulator?.close();
});

const act = async (body: object): Promise<void> => {
  const response = await fetch(`${emulator.url}/_emulator/gateway`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
};
const remaining = async (): Promise<number> => {
  const response = await fetch(`${emulator.restUrl}/v10/gateway/bot`, {
    headers: {authorization: `Bot ${emulator.token}`, 'user-agent': 'DiscordBot (https://example.org, 1)'},
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as {session_start_limit: {remaining: number}}).session_start_limit.remaining;
};

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
test.each([
  [GatewayCloseCodes.AuthenticationFailed, 'refuses DISCORD_TOKEN'],
  [GatewayCloseCodes.InvalidShard, '4010 InvalidShard'],
  [GatewayCloseCodes.ShardingRequired, '4011 ShardingRequired'],
  [GatewayCloseCodes.InvalidAPIVersion, '4012 InvalidAPIVersion'],
  [GatewayCloseCodes.InvalidIntents, '4013 InvalidIntents'],
  [GatewayCloseCodes.DisallowedIntents, '4014 DisallowedIntents'],
])(
  'a session that is refused with %s is not begun again: it is told once, and is one of the day’s',
  async (code, why) => {
    await act({action: 'refuse-sessions', code, times: 5});
    await client.login(emulator.token);
    await waitUntil(() => ends.length > 0);
    expect(ends).toEqual([[code, expect.stringContaining(why)]]);
    expect(await remaining()).toBe(999);
  },
);

test('a session that was lost waits for the next day’s where none is left, and says so', async () => {
  const ready = once(client, 'clientReady');
  await client.login(emulator.token);
  await ready;
  await act({action: 'sessions', remaining: 0, resetAfterMs: 8_000});
  const again = once(client, 'shardReady');
  await act({action: 'invalidate'});
  await again;
  expect(said).toEqual([
    expect.stringMatching(/^the chat lets the bot begin no session more today: the next waits \d s$/),
  ]);
  expect(await remaining()).toBe(999);
  expect(ends).toEqual([]);
}, 60_000);
