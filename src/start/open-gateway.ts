import {setTimeout as sleep} from 'node:timers/promises';
import {Events, GatewayCloseCodes, type Client} from 'discord.js';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {askSessionLimit} from '#src/discord/ask-session-limit.ts';
import type {SessionLimit} from '#src/discord/identify-pace.ts';
import {sessionWaits} from '#src/discord/session-waits.ts';
import {tokenRefused} from '#src/discord/token-refused.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {waitFor} from '#src/lifecycle/wait-for.ts';
import type {GatewayEnd} from '#src/store/gateway-ends.ts';
import {chatTrouble} from './chat-trouble.ts';
import {waitAfterEnds} from './wait-after-ends.ts';

/** With fewer sessions left of the day's, each waits for its share of what is left of the day. */
const plentySessions = 200;

export interface GatewayOpening {
  readonly token: string;
  readonly signal: AbortSignal;
  /** When the chat closed the gateway for good, the latest first. */
  readonly ends: () => Promise<readonly GatewayEnd[]>;
  readonly log: Log;
  /** Hears a line when a chat that does not answer is waited for, why, and when it is no longer. */
  readonly sayWaiting: (line: string) => void;
}

/**
 * Logs in, and resolves when the gateway is open; waits for a chat that does not answer, after sessions that it closed for good,
 * and where a session more would cost the bot its token.
 * @throws EndOfProcess when the chat refuses the token
 * @throws the signal's reason when it aborts first
 */
export async function openGateway(client: Client, opening: GatewayOpening): Promise<void> {
  const {token, signal, log} = opening;
  const ends = await opening.ends();
  const afterEndsMs = waitAfterEnds(ends, Date.now());
  if (afterEndsMs > 0) {
    log(sessionWaits(`closed the last sessions for good, ${named(ends[0])}`, afterEndsMs));
    await pause(afterEndsMs, signal);
  }
  const {remaining, resetAfterMs} = await askForLimit(client, opening);
  const waitMs = sessionWaitMs({remaining, resetAfterMs});
  if (waitMs > 0) {
    log(sessionWaits(`lets the bot begin ${remaining} sessions more today`, waitMs));
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

const named = (end: GatewayEnd | undefined): string => `${end?.code} ${GatewayCloseCodes[end?.code ?? 0] ?? 'unknown'}`;

/** How long to wait with the next session, in ms. */
export function sessionWaitMs({remaining, resetAfterMs}: SessionLimit): number {
  return remaining >= plentySessions ? 0 : resetAfterMs / Math.max(1, remaining);
}

/** Asks until the chat answers. */
async function askForLimit(client: Client, {token, signal, sayWaiting}: GatewayOpening): Promise<SessionLimit> {
  client.rest.setToken(token);
  let limit: SessionLimit | undefined;
  const look = async (): Promise<Trouble | undefined> => {
    try {
      limit = await askSessionLimit(client.rest, signal);
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
