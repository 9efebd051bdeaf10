import {randomBytes} from 'node:crypto';
import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {z} from 'zod';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {toPayload} from './message-payload.ts';

const postedSchema = z.looseObject({id: z.string()});

/**
 * Posts a message in a channel, once: a request whose answer was lost is sent again under the same nonce, by which the chat
 * knows it. `nonce`: at most 25 characters; whoever may be killed between posting and noting it gives their own.
 * @param options `signal`: nothing is sent any more once it aborts; what was sent may have arrived
 * @returns the message's id
 * @see https://docs.discord.com/developers/resources/message#create-message
 */
export async function postMessage(
  rest: REST,
  channelId: string,
  message: ChatMessage,
  {nonce = randomBytes(12).toString('hex'), signal}: {readonly nonce?: string; readonly signal?: AbortSignal} = {},
): Promise<string> {
  const {body, files} = toPayload(message);
  const posted = await rest.post(Routes.channelMessages(channelId), {
    body: {...body, nonce, enforce_nonce: true},
    files,
    signal,
  });
  return postedSchema.parse(posted).id;
}
