import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  RESTJSONErrorCodes,
  type APIModalInteractionResponseCallbackData,
  type MessageType,
} from 'discord-api-types/v10';
import {randomBytes} from 'node:crypto';
import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import {isPending, messageType} from '../messages/message-kinds.ts';
import {parseCallback, type Callback} from './callback-rules.ts';
import type {Changes} from '../state/changes.ts';
import {refusal} from '../discord-error.ts';
import {interactionAnswerMs, interactionTokenMs} from '../limits.ts';
import type {MessageRequest, Messages, UploadedFile} from '../messages/messages.ts';
import type {ChatState, InteractionRecord, MessageRecord} from '../state/state.ts';

export type NewInteraction = Pick<InteractionRecord, 'type' | 'userId' | 'channelId' | 'command' | 'sourceMessageId'>;

/** The life of interactions: 3 s to the first response, then 15 min in which the token speaks for the bot. */
export interface Interactions {
  open(about: NewInteraction): InteractionRecord;
  /** The bot's first response; returns the message that it made or changed, if any.
   * @throws {DiscordError} 10062 late or unknown, 40060 answered before, 50035 */
  respond(
    id: string,
    token: string,
    request: {body: unknown; files: readonly UploadedFile[]},
  ): MessageRecord | undefined;
  /** The interaction whose token speaks at a webhook.
   * @throws {DiscordError} 50027 expired or unknown token, 10015 never acknowledged */
  withToken(applicationId: string, token: string): InteractionRecord;
  /** A message that this token may read and change; `@original` is the first response.
   * @throws {DiscordError} 10008 */
  messageOf(interaction: InteractionRecord, id: string): MessageRecord;
  editMessage(interaction: InteractionRecord, message: MessageRecord, request: MessageRequest): MessageRecord;
  removeMessage(interaction: InteractionRecord, message: MessageRecord): void;
  followUp(interaction: InteractionRecord, request: MessageRequest): MessageRecord;
  /** Resolves once the interaction has been answered or has failed. */
  settled(interaction: InteractionRecord): Promise<void>;
  /** Sets the deadlines of interactions that a restart found. */
  restore(): void;
}

/** Tokens name their interaction, as Discord's do, so that it can be found again. */
function makeToken(interactionId: string): string {
  return Buffer.from(`interaction:${interactionId}:${randomBytes(48).toString('base64url')}`).toString('base64url');
}

function interactionIdIn(token: string): string {
  return Buffer.from(token, 'base64url').toString().split(':')[1] ?? '';
}

export function createInteractions(options: {
  state: ChatState;
  clock: EmulatorClock;
  nextId: () => string;
  changes: Changes;
  messages: Messages;
}): Interactions {
  const {state, clock, nextId, changes, messages} = options;

  function move(interaction: InteractionRecord, to: Partial<InteractionRecord>): void {
    Object.assign(interaction, to);
    changes.emit('interaction', interaction);
  }

  const isCurrent = ({id}: InteractionRecord) => state.interactions.has(id);
  const expiresAt = ({createdAt}: InteractionRecord) => Date.parse(createdAt) + interactionTokenMs;

  /** The placeholder that still waits for its content. */
  function pendingAnswer({originalMessageId}: InteractionRecord): MessageRecord | undefined {
    const original = originalMessageId === undefined ? undefined : state.messages.get(originalMessageId);
    return original && isPending(original) ? original : undefined;
  }

  function setDeadlines(interaction: InteractionRecord): void {
    clock.at(Date.parse(interaction.createdAt) + interactionAnswerMs, () => {
      if (isCurrent(interaction) && interaction.state === 'waiting') {
        move(interaction, {state: 'failed', code: RESTJSONErrorCodes.UnknownInteraction});
      }
    });
    clock.at(expiresAt(interaction), () => {
      if (isCurrent(interaction) && pendingAnswer(interaction)) {
        move(interaction, {state: 'failed', code: RESTJSONErrorCodes.InvalidWebhookToken});
      }
    });
  }

  function aboutMessage(interaction: InteractionRecord, isEphemeral: boolean, type?: MessageType) {
    return {
      channelId: interaction.channelId,
      authorId: state.botUserId,
      interactionId: interaction.id,
      ephemeralFor: isEphemeral ? interaction.userId : undefined,
      type: type ?? messageType(interaction.type === InteractionType.ApplicationCommand, false),
    };
  }

  const wantsEphemeral = (body: Record<string, unknown>) => (Number(body['flags'] ?? 0) & MessageFlags.Ephemeral) !== 0;

  function sourceMessage(interaction: InteractionRecord): MessageRecord {
    const message =
      interaction.sourceMessageId === undefined ? undefined : state.messages.get(interaction.sourceMessageId);
    if (!message) throw refusal(RESTJSONErrorCodes.UnknownMessage);
    return message;
  }

  function answerWith(interaction: InteractionRecord, message: MessageRecord, isComplete: boolean): MessageRecord {
    move(interaction, {
      state: isComplete ? 'answered' : 'deferred',
      originalMessageId: message.id,
      messageIds: [message.id],
    });
    return message;
  }

  function act(interaction: InteractionRecord, {type, data}: Callback, files: readonly UploadedFile[]) {
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource: {
        const message = messages.create(aboutMessage(interaction, wantsEphemeral(data)), {
          body: data,
          files,
          at: ['data'],
        });
        return answerWith(interaction, message, true);
      }
      case InteractionResponseType.DeferredChannelMessageWithSource:
        return answerWith(
          interaction,
          messages.createPlaceholder(aboutMessage(interaction, wantsEphemeral(data))),
          false,
        );
      case InteractionResponseType.DeferredMessageUpdate:
        return answerWith(interaction, sourceMessage(interaction), false);
      case InteractionResponseType.UpdateMessage:
        return answerWith(
          interaction,
          messages.edit(sourceMessage(interaction), {body: data, files, at: ['data']}),
          true,
        );
      case InteractionResponseType.ApplicationCommandAutocompleteResult: {
        const choices = (data['choices'] ?? []) as InteractionRecord['choices']; // checked by the schema
        move(interaction, {state: 'answered', choices});
        return undefined;
      }
      default: {
        const modal = data as unknown as APIModalInteractionResponseCallbackData; // checked by the schema
        move(interaction, {state: 'modal', modal});
        return undefined;
      }
    }
  }

  function settle(interaction: InteractionRecord): void {
    if (interaction.state === 'deferred') move(interaction, {state: 'answered'});
  }

  return {
    open(about) {
      const id = nextId();
      const interaction: InteractionRecord = {
        ...about,
        id,
        token: makeToken(id),
        createdAt: new Date(clock.now()).toISOString(),
        state: 'waiting',
        code: undefined,
        responseType: undefined,
        originalMessageId: undefined,
        messageIds: [],
        modal: undefined,
        choices: undefined,
      };
      state.interactions.set(interaction.id, interaction);
      setDeadlines(interaction);
      changes.emit('interaction', interaction);
      return interaction;
    },

    respond(id, token, {body, files}) {
      const interaction = state.interactions.get(id);
      if (!interaction || interaction.token !== token) throw refusal(RESTJSONErrorCodes.UnknownInteraction);
      if (interaction.responseType !== undefined)
        throw refusal(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
      const isLate = clock.now() >= Date.parse(interaction.createdAt) + interactionAnswerMs;
      if (isLate || interaction.state === 'failed') throw refusal(RESTJSONErrorCodes.UnknownInteraction);
      const callback = parseCallback(interaction, body);
      const message = act(interaction, callback, files);
      interaction.responseType = callback.type;
      return message;
    },

    withToken(applicationId, token) {
      if (applicationId !== state.applicationId) throw refusal(RESTJSONErrorCodes.UnknownWebhook);
      const interaction = state.interactions.get(interactionIdIn(token));
      if (interaction?.token !== token) throw refusal(RESTJSONErrorCodes.InvalidWebhookToken);
      if (clock.now() >= expiresAt(interaction)) throw refusal(RESTJSONErrorCodes.InvalidWebhookToken);
      if (interaction.responseType === undefined) throw refusal(RESTJSONErrorCodes.UnknownWebhook);
      return interaction;
    },

    messageOf(interaction, id) {
      const wanted = id === '@original' ? interaction.originalMessageId : id;
      const message = wanted === undefined ? undefined : state.messages.get(wanted);
      if (!message || !interaction.messageIds.includes(message.id)) throw refusal(RESTJSONErrorCodes.UnknownMessage);
      return message;
    },

    editMessage(interaction, message, request) {
      const edited = messages.edit(message, request);
      if (edited.id === interaction.originalMessageId) settle(interaction);
      return edited;
    },

    removeMessage(interaction, message) {
      messages.remove(message);
      if (message.id === interaction.originalMessageId) settle(interaction);
    },

    followUp(interaction, request) {
      // Discord fills a deferred answer with the first follow-up, whose own EPHEMERAL flag then says nothing.
      const pending = pendingAnswer(interaction);
      if (pending) {
        const filled = messages.edit(pending, request);
        settle(interaction);
        return filled;
      }
      const replyToId = interaction.originalMessageId;
      const type = messageType(false, replyToId !== undefined);
      const about = {...aboutMessage(interaction, wantsEphemeral(request.body), type), replyToId};
      const message = messages.create(about, request);
      move(interaction, {messageIds: [...interaction.messageIds, message.id]});
      // where nothing waits to be filled, nobody sees that anything is to come: this is the answer
      settle(interaction);
      return message;
    },

    settled(interaction) {
      return new Promise((resolve) => {
        const check = (changed: InteractionRecord) => {
          if (changed.id !== interaction.id || changed.state === 'waiting') return;
          changes.off('interaction', check);
          resolve();
        };
        changes.on('interaction', check);
        check(interaction);
      });
    },

    restore() {
      for (const interaction of state.interactions.values()) setDeadlines(interaction);
    },
  };
}
