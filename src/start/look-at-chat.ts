import type {Trouble} from '#src/lifecycle/trouble.ts';
import {chatRefuses, chatTrouble} from './chat-trouble.ts';

/** How long the chat may take to answer, in ms. */
const answerMs = 5_000;

/** What the chat answers to whoever asks, without a token. @see https://discord.com/developers/docs/events/gateway#get-gateway */
export async function askChat(api: string, answerWithinMs = answerMs): Promise<number> {
  const response = await fetch(`${api}/v10/gateway`, {signal: AbortSignal.timeout(answerWithinMs)});
  await response.body?.cancel();
  return response.status;
}

/** What keeps the chat from being asked. A refusal is an answer too, but for one of a chat that is out of order. */
export async function lookAtChat(api: string): Promise<Trouble | undefined> {
  try {
    const status = await askChat(api);
    return status < 500 ? undefined : chatRefuses(status, api);
  } catch (error) {
    return chatTrouble(error, api);
  }
}
