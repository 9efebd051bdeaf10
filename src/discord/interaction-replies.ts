import {DiscordAPIError, REST, type RESTOptions} from '@discordjs/rest';
import {InteractionResponseType, MessageFlags, Routes} from 'discord-api-types/v10';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {suggestionLimit, type Suggestion} from '#src/chat/suggestion.ts';
import type {ChatWindow} from '#src/chat/window.ts';
import {cut} from '#src/views/cut.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import {CommandLinks} from './command-links.ts';
import {FirstAnswers, type HeardFirstAnswer} from './first-answers.ts';
import type {Interaction} from './interaction-times.ts';
import {autocompleteLimit, errorCodes} from './limits.ts';
import {toPayload, type PayloadOptions} from './message-payload.ts';
import {toModal} from './modal.ts';
import {restOptions} from './rest-options.ts';

type EditTarget = Pick<ReplyTarget, 'applicationId' | 'token' | 'guildId'>;

/** What became of an edit: a reply that can't be changed any more, or is not there, is an answer and no failure. */
export type EditResult = 'edited' | 'expired' | 'unknown';

/**
 * Answers to interactions. They need no bot token and do not count towards the bot's rate limit at Discord, so they
 * have a REST client of their own: the other one would hold them back.
 */
export class InteractionReplies {
  readonly #rest: REST;
  /** For what would be there twice if it were sent twice: a webhook’s messages take no nonce. */
  readonly #once: REST;
  readonly #first: FirstAnswers;
  readonly #links: CommandLinks;

  /**
   * @param api the REST address, without its version
   * @param asked how requests are made, where that is not as for all
   * @param links by which commands that are named can be clicked
   * @param answered hears of each first answer that the chat took
   */
  constructor(
    api: string,
    asked = (options: Partial<RESTOptions>): Partial<RESTOptions> => options,
    links = new CommandLinks(),
    answered: HeardFirstAnswer = () => undefined,
  ) {
    const globalRequestsPerSecond = Number.POSITIVE_INFINITY;
    this.#rest = new REST({...asked(restOptions(api)), globalRequestsPerSecond});
    this.#once = new REST({...asked({...restOptions(api), retries: 0}), globalRequestsPerSecond});
    this.#first = new FirstAnswers(api, asked, answered);
    this.#links = links;
  }

  /** Says that an answer follows, seen by the asker alone or by all. @throws DiscordAPIError 10062 when it is too late */
  async defer(interaction: Interaction, {isPublic = false}: {readonly isPublic?: boolean} = {}): Promise<void> {
    await this.#first.send(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: isPublic ? {} : {flags: MessageFlags.Ephemeral},
    });
  }

  /** Answers at once, seen by the asker alone or by all. */
  async reply(
    interaction: Interaction,
    message: ChatMessage,
    {isPublic = false}: {readonly isPublic?: boolean} = {},
  ): Promise<void> {
    const {body, files} = toPayload(message, {isEphemeral: !isPublic, ...this.#linksOf(interaction)});
    await this.#first.send(interaction, {type: InteractionResponseType.ChannelMessageWithSource, data: body}, files);
  }

  /** Puts `message` in the place of the one that the button is on. */
  async update(interaction: Interaction, message: ChatMessage): Promise<void> {
    const {body, files} = toPayload(message, this.#linksOf(interaction));
    await this.#first.send(interaction, {type: InteractionResponseType.UpdateMessage, data: body}, files);
  }

  /** Says that the message that the button is on will change. */
  async deferUpdate(interaction: Interaction): Promise<void> {
    await this.#first.send(interaction, {type: InteractionResponseType.DeferredMessageUpdate});
  }

  /**
   * One message more to an interaction that has its first answer, seen by the asker alone. It is sent once.
   * @throws when the chat did not take it, or may have
   */
  async followUp(target: EditTarget, message: ChatMessage): Promise<void> {
    const {body, files} = toPayload(message, {isEphemeral: true, ...this.#linksOf(target)});
    await this.#once.post(Routes.webhook(target.applicationId, target.token), {body, files, auth: false});
  }

  async ask(interaction: Interaction, window: ChatWindow): Promise<void> {
    await this.#first.send(interaction, {type: InteractionResponseType.Modal, data: toModal(window)});
  }

  async suggest(interaction: Interaction, suggestions: readonly Suggestion[]): Promise<void> {
    const choices = suggestions
      .map((one) => (typeof one === 'string' ? {name: one, value: one} : {name: one.label, value: one.value}))
      .filter(({name, value}) => name.length > 0 && String(value).length <= suggestionLimit)
      .slice(0, autocompleteLimit)
      .map(({name, value}) => ({name: cut(name, suggestionLimit), value}));
    await this.#first.send(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: {choices},
    });
  }

  /**
   * Puts `message` in the place of the reply. `keepsFiles`: the files that it has stay, the message's are not sent.
   * @throws what is worth another try
   */
  async edit(
    target: EditTarget,
    message: ChatMessage,
    options: {readonly keepsFiles?: boolean} = {},
  ): Promise<EditResult> {
    const {body, files} = toPayload(message, {...options, ...this.#linksOf(target)});
    try {
      await this.#rest.patch(Routes.webhookMessage(target.applicationId, target.token, '@original'), {
        body,
        files,
        auth: false,
      });
      return 'edited';
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      if (error.status === 401 || error.status === 403 || isThreadClosed(error)) return 'expired';
      if (error.code === errorCodes.unknownWebhook || error.code === errorCodes.unknownMessage) return 'unknown';
      throw error;
    }
  }

  #linksOf({guildId}: {readonly guildId?: string | null | undefined}): Pick<PayloadOptions, 'link'> {
    return {link: (content) => this.#links.linkIn(guildId, content)};
  }
}

/** A thread that somebody has archived or locked: nothing in it is edited any more. */
const isThreadClosed = ({code}: DiscordAPIError): boolean =>
  code === errorCodes.threadArchived || code === errorCodes.threadLocked;
