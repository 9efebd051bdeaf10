import {gzipSync} from 'node:zlib';
import type {RawFile} from '@discordjs/rest';
import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
} from 'discord-api-types/v10';
import {contentLimit, type ChatButton, type ChatMessage, type ChatSelect} from '#src/chat/chat-message.ts';
import {cut} from '#src/views/cut.ts';
import {selectOptionLimit, selectTextLimit} from './limits.ts';

interface MessageBody {
  content: string;
  components: APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>[];
  allowed_mentions: {parse: []; users?: string[]; roles?: string[]};
  attachments?: {id: string; filename: string; description?: string}[];
  flags?: number;
}

/** A request's body and its files. Nobody is notified but whom the message names. */
export interface MessagePayload {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

export interface PayloadOptions {
  readonly isEphemeral?: boolean;
  readonly keepsFiles?: boolean;
  /** Makes the commands that it names ones that can be clicked. */
  readonly link?: (content: string) => string;
}

/** Replaces all that a message showed before: content, buttons and, unless it `keepsFiles`, files. */
export function toPayload(message: ChatMessage, options: PayloadOptions = {}): MessagePayload {
  const keepsFiles = options.keepsFiles === true;
  const sent = keepsFiles ? [] : attached(message);
  const files = sent.map(({name, data}, index) => ({name, data, key: `files[${index}]`}));
  return {
    body: {
      content: linked(message.content, options.link),
      components: [...toRows(message.buttons), ...(message.select === undefined ? [] : [toSelectRow(message.select)])],
      allowed_mentions: {
        parse: [],
        ...(message.mentions === undefined ? {} : {users: [...message.mentions]}),
        ...(message.mentionedRoles === undefined ? {} : {roles: [...message.mentionedRoles]}),
      },
      ...(keepsFiles ? {} : {attachments: sent.map(toAttachment)}),
      ...(options.isEphemeral === true ? {flags: MessageFlags.Ephemeral} : {}),
    },
    files,
  };
}

/** Links are longer than what they stand for: what has no room for them goes without. */
function linked(content: string, link: PayloadOptions['link']): string {
  const whole = link?.(content) ?? content;
  return whole.length > contentLimit ? content : whole;
}

interface Attached {
  readonly name: string;
  readonly data: Buffer;
  readonly description?: string;
}

const attached = ({files, picture}: ChatMessage): Attached[] => [
  ...files.map(({name, text, isCompressed = false}) => ({
    name,
    data: isCompressed ? gzipSync(text) : Buffer.from(text),
  })),
  ...(picture === undefined ? [] : [{...picture, data: Buffer.from(picture.data)}]),
];

const toAttachment = ({name, description}: Attached, index: number) => ({
  id: String(index),
  filename: name,
  ...(description === undefined ? {} : {description}),
});

/** Rows in the order of their numbers. */
function toRows(buttons: readonly ChatButton[]): MessageBody['components'] {
  const rows = [...new Set(buttons.map(({row = 0}) => row))].sort((a, b) => a - b);
  return rows.map((number) => ({
    type: ComponentType.ActionRow,
    components: buttons.filter(({row = 0}) => row === number).map(toButton),
  }));
}

/** Labels are cut: people write them. */
const toSelectRow = ({id, placeholder, options}: ChatSelect): MessageBody['components'][number] => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: id,
      placeholder: cut(placeholder, selectTextLimit),
      options: options
        .slice(0, selectOptionLimit)
        .map(({value, label}) => ({value, label: cut(label, selectTextLimit)})),
    },
  ],
});

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
