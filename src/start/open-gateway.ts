import {setTimeout as sleep} from 'node:timers/promises';
import {Routes} from 'discord-api-types/v10';
import {Events, type Client} from 'discord.js';
import {z} from 'zod';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {tokenRefused} from '#src/discord/token-refused.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {waitFor} from '#src/lifecycle/wait-for.ts';
import {chatTrouble} from './chat-trouble.ts';

/** With fewer sessions left of the day's, each waits for its share of what is left of the day. */
const plentySessions = 200;

const gatewaySchema = z.looseObject({
  session_start_limit: z.looseObject({remaining: z.number(), reset_after: z.number()}),
});

export interface GatewayOpening {
  readonly token: string;
  readonly signal: AbortSignal;
  readonly log: (message: string, error?: unknown) => void;
  /** Hears a line when a chat that does not answer is waited for, why, and when it is no longer. */
  readonly sayWaiting: (line: string) => void;
}

/**
 * Logs in, and resolves when the gateway is open; waits for a chat that does not answer, and where a session more would cost
 * the bot its token.
 * @throws EndOfProcess when the chat refuses the token
 * @throws the signal's reason when it aborts first
 */
export async function openGateway(client: Client, opening: GatewayOpening): Promise<void> {
  const {token, signal, log} = opening;
  const {remaining, reset_after: resetAfterMs} = await askForLimit(client, opening);
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

/** Asks until the chat answers. */
async function askForLimit(
  client: Client,
  {token, signal, sayWaiting}: GatewayOpening,
): Promise<z.infer<typeof gatewaySchema>['session_start_limit']> {
  client.rest.setToken(token);
  let limit: z.infer<typeof gatewaySchema>['session_start_limit'] | undefined;
  const look = async (): Promise<Trouble | undefined> => {
    try {
      limit = gatewaySchema.parse(await client.rest.get(Routes.gatewayBot(), {signal})).session_start_limit;
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (apiErrorOf(error)?.status === 401) throw new EndOfProcess(tokenRefused, exitCodes.refused);
      return chatTrouble(error, client.rest.options.api);
    }
  };
  await waitFor({name: 'the chat', ended: 'The chat answers', look, say: sayWaiting, signal});
  if (limit === undefined) throw new Error('the chat answered without a limit');
  return limit;
}

/** @throws the signal's reason when it aborts first */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, {signal}).catch(() => signal.throwIfAborted());
}
