import type {RawFile} from '@discordjs/rest';
import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord-api-types/v10';
import type {ChatMessage} from '../views/chat-message.ts';

interface MessageBody {
  content: string;
  components: APIActionRowComponent<APIButtonComponentWithCustomId>[];
  allowed_mentions: {parse: []; users?: string[]};
  attachments?: {id: string; filename: string}[];
  flags?: number;
}

/** A request's body and its files. Nobody is notified but whom the message names. */
export interface MessagePayload {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

/** Replaces all that a message showed before: content, buttons and, unless it `keepsFiles`, files. */
export function toPayload(
  message: ChatMessage,
  options: {readonly isEphemeral?: boolean; readonly keepsFiles?: boolean} = {},
): MessagePayload {
  const keepsFiles = options.keepsFiles === true;
  const files = (keepsFiles ? [] : message.files).map(({name, text}, index) => ({
    name,
    data: Buffer.from(text),
    key: `files[${index}]`,
  }));
  return {
    body: {
      content: message.content,
      components:
        message.buttons.length === 0
          ? []
          : [{type: ComponentType.ActionRow, components: message.buttons.map(toButton)}],
      allowed_mentions: message.mentions === undefined ? {parse: []} : {parse: [], users: [...message.mentions]},
      ...(keepsFiles ? {} : {attachments: files.map(({name}, index) => ({id: String(index), filename: name}))}),
      ...(options.isEphemeral === true ? {flags: MessageFlags.Ephemeral} : {}),
    },
    files,
  };
}

const toButton = ({id, label}: {id: string; label: string}): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  custom_id: id,
  label,
});
