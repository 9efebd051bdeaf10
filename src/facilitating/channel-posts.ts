import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {errorCodes} from '#src/discord/limits.ts';
import {toPayload} from '#src/discord/message-payload.ts';
import {postMessage} from '#src/discord/post-message.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';

/** Messages of the bot in channels. What the chat refuses is logged: nobody waits for it. */
export class ChannelPosts {
  readonly #rest: REST;
  readonly #log: (message: string, error?: unknown) => void;

  constructor(rest: REST, log: (message: string, error?: unknown) => void) {
    this.#rest = rest;
    this.#log = log;
  }

  /** @returns the message's id; undefined when it was refused */
  async post(channelId: string, message: ChatMessage): Promise<string | undefined> {
    try {
      return await postMessage(this.#rest, channelId, message);
    } catch (error) {
      this.#log(`the channel ${channelId} does not take a message`, error);
      return undefined;
    }
  }

  /** Puts it in the place of that message, or posts it where there is none any more. @returns as `post` */
  async put(channelId: string, message: ChatMessage, messageId: string | undefined): Promise<string | undefined> {
    if (messageId === undefined) return this.post(channelId, message);
    try {
      await this.#rest.patch(Routes.channelMessage(channelId, messageId), toPayload(message));
      return messageId;
    } catch (error) {
      if (apiErrorOf(error)?.code === errorCodes.unknownMessage) return this.post(channelId, message);
      this.#log(`a message in channel ${channelId} could not be edited`, error);
      return messageId;
    }
  }
}
