import {setTimeout as sleep} from 'node:timers/promises';
import {Routes} from 'discord-api-types/v10';
import {Events, type Client} from 'discord.js';
import {z} from 'zod';
import {ConfigError} from '#src/config.ts';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {tokenRefused} from '#src/discord/token-refused.ts';

/** How long a chat that does not answer is left alone before it is asked again, in ms. */
const retryMs = {first: 1_000, most: 15_000} as const;
/** With fewer sessions left of the day's, each waits for its share of what is left of the day. */
const plentySessions = 200;

const gatewaySchema = z.looseObject({
  session_start_limit: z.looseObject({remaining: z.number(), reset_after: z.number()}),
});

export interface GatewayOpening {
  readonly token: string;
  readonly signal: AbortSignal;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * Logs in, and resolves when the gateway is open; waits for a chat that does not answer, and where a session more would cost
 * the bot its token.
 * @throws ConfigError when the chat refuses the token
 * @throws the signal's reason when it aborts first
 */
export async function openGateway(client: Client, {token, signal, log}: GatewayOpening): Promise<void> {
  const {remaining, reset_after: resetAfterMs} = await askForLimit(client, {token, signal, log});
  const waitMs = sessionWaitMs({remaining, resetAfterMs});
  if (waitMs > 0) {
    log(`the chat lets the bot begin ${remaining} sessions more today: the next waits ${Math.ceil(waitMs / 1000)} s`);
    await pause(waitMs, signal);
  }
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
  ready.catch(() => undefined);
  await client.login(token);
  await ready;
}

/** How long to wait with the next session, in ms. */
export function sessionWaitMs({
  remaining,
  resetAfterMs,
}: {
  readonly remaining: number;
  readonly resetAfterMs: number;
}): number {
  return remaining >= plentySessions ? 0 : resetAfterMs / Math.max(1, remaining);
}

/** Asks until the chat answers, and says so once. */
async function askForLimit(
  client: Client,
  {token, signal, log}: GatewayOpening,
): Promise<z.infer<typeof gatewaySchema>['session_start_limit']> {
  client.rest.setToken(token);
  for (let delayMs: number = retryMs.first; ; delayMs = Math.min(2 * delayMs, retryMs.most)) {
    signal.throwIfAborted();
    try {
      return gatewaySchema.parse(await client.rest.get(Routes.gatewayBot(), {signal})).session_start_limit;
    } catch (error) {
      signal.throwIfAborted();
      const status = apiErrorOf(error)?.status;
      if (status === 401) throw new ConfigError(tokenRefused);
      if (status !== undefined) throw error;
      if (delayMs === retryMs.first) log('the chat does not answer, and is asked until it does', error);
    }
    await pause(delayMs, signal);
  }
}

/** @throws the signal's reason when it aborts first */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, {signal}).catch(() => signal.throwIfAborted());
}
