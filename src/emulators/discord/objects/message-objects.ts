import {ApplicationCommandType} from 'discord-api-types/v10';
import {attachmentPath} from '../attachments/attachment-addresses.ts';
import {guildOf} from '../state/guilds.ts';
import type {AttachmentRecord, ChatState, MessageRecord} from '../state/state.ts';
import type {Json} from './json.ts';
import type {UserObjects} from './user-objects.ts';

/** Messages, and what is attached to them. */
export interface MessageObjects {
  attachment: (attachment: AttachmentRecord) => Json;
  message: (message: MessageRecord) => Json;
}

export function createMessageObjects(
  {state, now, baseUrl}: {state: ChatState; now: () => number; baseUrl: () => string},
  {user, userById}: UserObjects,
): MessageObjects {
  function attachment(record: AttachmentRecord): Json {
    const url = `${baseUrl()}${attachmentPath(state.signingKey, record, now())}`;
    return {
      id: record.id,
      filename: record.filename,
      size: record.size,
      url,
      proxy_url: url,
      content_type: record.contentType,
      ...(record.description === undefined ? {} : {description: record.description}),
    };
  }

  function interactionMetadata(message: MessageRecord): Json {
    const interaction = message.interactionId === undefined ? undefined : state.interactions.get(message.interactionId);
    if (!interaction) return {};
    const author = state.users.get(interaction.userId);
    const {id, type, command} = interaction;
    const shownUser = author ? user(author) : null;
    const owners = {0: guildOf(state, state.channels.get(message.channelId) ?? {})};
    const metadata = {id, type, user: shownUser, authorizing_integration_owners: owners};
    if (command === undefined)
      return {interaction_metadata: {...metadata, interacted_message_id: interaction.sourceMessageId ?? null}};
    return {
      interaction_metadata: {...metadata, command_type: ApplicationCommandType.ChatInput, name: command},
      interaction: {id, type, name: command, user: shownUser},
    };
  }

  function reference(message: MessageRecord): Json {
    if (message.replyToId === undefined) return {};
    const target = state.messages.get(message.replyToId);
    return {
      message_reference: {
        type: 0,
        message_id: message.replyToId,
        channel_id: message.channelId,
        guild_id: guildOf(state, state.channels.get(message.channelId) ?? {}),
      },
      referenced_message: target ? {...messageBody(target)} : null,
    };
  }

  function messageBody(message: MessageRecord): Json {
    const author = state.users.get(message.authorId);
    const isWebhook = message.interactionId !== undefined;
    return {
      id: message.id,
      channel_id: message.channelId,
      type: message.type,
      author: author ? user(author) : null,
      content: message.content,
      timestamp: message.createdAt,
      edited_timestamp: message.editedAt ?? null,
      tts: false,
      mention_everyone: message.mentionsEveryone,
      mentions: message.mentionIds.flatMap(userById),
      mention_roles: message.mentionRoleIds,
      attachments: message.attachmentIds.flatMap((id) => {
        const found = state.attachments.get(id);
        return found ? [attachment(found)] : [];
      }),
      embeds: message.embeds,
      components: message.components,
      flags: message.flags,
      pinned: message.pinnedAt !== undefined,
      ...(message.nonce === undefined ? {} : {nonce: message.nonce}),
      ...(isWebhook ? {webhook_id: state.applicationId, application_id: state.applicationId} : {}),
      ...interactionMetadata(message),
    };
  }

  return {attachment, message: (message) => ({...messageBody(message), ...reference(message)})};
}
