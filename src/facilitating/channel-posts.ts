import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {errorCodes} from '#src/discord/limits.ts';
import {toPayload} from '#src/discord/message-payload.ts';
import {linksOf, nonceOf, postMessage} from '#src/discord/post-message.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {CommandLinks} from '#src/discord/command-links.ts';
import type {Log} from '#src/lifecycle/log.ts';

/** Messages of the bot in channels. What the chat refuses is logged: nobody waits for it. */
export class ChannelPosts {
  readonly #rest: REST;
  readonly #links: CommandLinks;
  readonly #log: Log;

  constructor(rest: REST, links: CommandLinks, log: Log) {
    this.#rest = rest;
    this.#links = links;
    this.#log = log;
  }

  /**
   * @param purpose what it is for: the same may be posted again, after a failure or by the next bot
   * @returns the message's id; undefined when it was refused
   */
  async post(channelId: string, message: ChatMessage, purpose: readonly string[]): Promise<string | undefined> {
    try {
      const nonce = nonceOf([channelId, ...purpose]);
      return await postMessage(this.#rest, channelId, message, {nonce, links: this.#links});
    } catch (error) {
      this.#log(`the channel ${channelId} does not take a message`, error);
      return undefined;
    }
  }

  /** Puts it in the place of that message, or posts it where there is none any more. @returns as `post` */
  async put(
    channelId: string,
    message: ChatMessage,
    {messageId, purpose}: {readonly messageId: string | undefined; readonly purpose: readonly string[]},
  ): Promise<string | undefined> {
    if (messageId === undefined) return this.post(channelId, message, purpose);
    try {
      await this.#rest.patch(
        Routes.channelMessage(channelId, messageId),
        toPayload(message, linksOf(channelId, this.#links)),
      );
      return messageId;
    } catch (error) {
      if (apiErrorOf(error)?.code === errorCodes.unknownMessage) {
        return await this.post(channelId, message, [...purpose, messageId]);
      }
      this.#log(`a message in channel ${channelId} could not be edited`, error);
      return messageId;
    }
  }
}
