import type {RawFile} from '@discordjs/rest';
import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord-api-types/v10';
import type {ChatButton, ChatMessage} from '../views/chat-message.ts';

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
      components: toRows(message.buttons),
      allowed_mentions: message.mentions === undefined ? {parse: []} : {parse: [], users: [...message.mentions]},
      ...(keepsFiles ? {} : {attachments: files.map(({name}, index) => ({id: String(index), filename: name}))}),
      ...(options.isEphemeral === true ? {flags: MessageFlags.Ephemeral} : {}),
    },
    files,
  };
}

/** Rows in the order of their numbers. */
function toRows(buttons: readonly ChatButton[]): MessageBody['components'] {
  const rows = [...new Set(buttons.map(({row = 0}) => row))].sort((a, b) => a - b);
  return rows.map((number) => ({
    type: ComponentType.ActionRow,
    components: buttons.filter(({row = 0}) => row === number).map(toButton),
  }));
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

const toButton = ({id, label, style = 'secondary'}: ChatButton): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: styles[style],
  custom_id: id,
  label,
});
