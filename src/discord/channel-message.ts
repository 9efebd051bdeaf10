import {DiscordAPIError, type REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {z} from 'zod';
import type {ChatMessage} from '../views/chat-message.ts';
import {errorCodes} from './limits.ts';
import {toPayload} from './message-payload.ts';

export interface ChannelMessageOptions {
  readonly rest: REST;
  readonly channelId: string;
  /** The message that is edited; a new one is posted when there is none, or it was deleted. */
  readonly find: () => Promise<string | undefined>;
  readonly remember: (messageId: string) => Promise<void>;
  /** The least time between two edits, in ms; the chat's own limits are kept by the REST client besides. */
  readonly spacingMs: number;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * One message of a channel that is kept current: the latest state wins, what came in between is never sent, and one edit
 * is in flight at a time.
 */
export class ChannelMessage {
  readonly #options: ChannelMessageOptions;
  #wanted: (() => Promise<ChatMessage>) | undefined;
  #shown: string | undefined;
  #isBusy = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ChannelMessageOptions) {
    this.#options = options;
  }

  /** Asks for an edit; `render` is called when its turn has come. */
  update(render: () => Promise<ChatMessage>): void {
    this.#wanted = render;
    if (!this.#isBusy && !this.#isClosed) void this.#run();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    const render = this.#wanted;
    this.#wanted = undefined;
    try {
      if (render !== undefined) await this.#show(await render());
    } catch (error) {
      this.#options.log(`the message in channel ${this.#options.channelId} could not be edited`, error);
      // the state that was not shown is due again with the next change, or after the pause
      this.#wanted ??= isRefused(error) ? undefined : render;
    }
    this.#timer = setTimeout(() => {
      this.#isBusy = false;
      if (this.#wanted !== undefined && !this.#isClosed) void this.#run();
    }, this.#options.spacingMs);
  }

  async #show(message: ChatMessage): Promise<void> {
    const text = JSON.stringify(message);
    if (text === this.#shown) return;
    const {rest, channelId, find, remember} = this.#options;
    const {body} = toPayload(message);
    const messageId = await find();
    if (messageId !== undefined && (await this.#edit(messageId, body))) {
      this.#shown = text;
      return;
    }
    const posted = await rest.post(Routes.channelMessages(channelId), {body});
    await remember(z.looseObject({id: z.string()}).parse(posted).id);
    this.#shown = text;
  }

  async #edit(messageId: string, body: unknown): Promise<boolean> {
    const {rest, channelId} = this.#options;
    try {
      await rest.patch(Routes.channelMessage(channelId, messageId), {body});
      return true;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === errorCodes.unknownMessage) return false;
      throw error;
    }
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.status === 403 || error.status === 400);
}
