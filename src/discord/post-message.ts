import {createHash} from 'node:crypto';
import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {z} from 'zod';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {CommandLinks} from './command-links.ts';
import {toPayload, type PayloadOptions} from './message-payload.ts';

const postedSchema = z.looseObject({id: z.string(), content: z.string().optional()});

/** At most what Discord takes. @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params */
const nonceLength = 25;

/** The nonce of a message by what it is for: the same message has the same one, whoever posts it and after whichever failure. */
export const nonceOf = (purpose: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(purpose)).digest('base64url').slice(0, nonceLength);

/** Of what is written into a channel. */
export const linksOf = (channelId: string, links: CommandLinks | undefined): Pick<PayloadOptions, 'link'> =>
  links === undefined ? {} : {link: (content) => links.linkInChannel(channelId, content)};

/**
 * Posts a message in a channel, once: a request whose answer was lost is sent again under the same nonce, by which the chat
 * knows it for some minutes. `nonce`: at most 25 characters, made of what the message is for, so that whoever tries again after
 * a failure, or in the place of who was killed, has the same. The message that is there already is brought up to date.
 * @param options `signal`: nothing is sent any more once it aborts; what was sent may have arrived
 * @returns the message's id
 * @see https://docs.discord.com/developers/resources/message#create-message
 */
export async function postMessage(
  rest: REST,
  channelId: string,
  message: ChatMessage,
  {
    nonce,
    signal,
    links,
  }: {readonly nonce: string; readonly signal?: AbortSignal; readonly links?: CommandLinks | undefined},
): Promise<string> {
  const {body, files} = toPayload(message, linksOf(channelId, links));
  const posted = await rest.post(Routes.channelMessages(channelId), {
    body: {...body, nonce, enforce_nonce: true},
    files,
    signal,
  });
  const {id, content} = postedSchema.parse(posted);
  // blanks at its ends are no difference: the chat takes them off
  if (content !== undefined && content.trim() !== body.content.trim()) {
    await rest.patch(Routes.channelMessage(channelId, id), {body, files, signal});
  }
  return id;
}
