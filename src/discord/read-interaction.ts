import type {
  Attachment,
  BaseInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
  UserContextMenuCommandInteraction,
} from 'discord.js';
import {PermissionFlagsBits} from 'discord-api-types/v10';
import type {Asker} from '#src/chat/asker.ts';
import type {ChatFile} from '#src/chat/chat-message.ts';
import {cut} from '#src/views/cut.ts';
import {languageOf} from '#src/words/language.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import {downloadAttachment} from './download-attachment.ts';
import type {MenuTarget} from '#src/chat/menu-command.ts';
import {noteReceived} from './interaction-times.ts';
import type {CommandFile, CommandInput} from '#src/chat/slash-command.ts';

/** What has one answer. */
export type Answerable =
  | ChatInputCommandInteraction
  | MenuInteraction
  | ModalSubmitInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction;

/** A command that was chosen from the menu of a person or of a message. */
export type MenuInteraction = UserContextMenuCommandInteraction | MessageContextMenuCommandInteraction;

/** What an answer repeats of what was typed, in characters. */
const typedLimit = 300;

export function askerOf(interaction: BaseInteraction): Asker {
  const member = interaction.member;
  const nick = member !== null && 'displayName' in member ? member.displayName : undefined;
  return {
    id: interaction.user.id,
    name: nick ?? interaction.user.displayName,
    guildId: interaction.guildId ?? undefined,
    guildLanguage: languageOf(interaction.guildLocale ?? interaction.locale),
    managesServer: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
    roles: rolesOf(interaction),
    channelIds: channelIdsOf(interaction),
    threadId: interaction.channel?.isThread() === true ? interaction.channel.id : undefined,
  };
}

function rolesOf({member, guild}: BaseInteraction): string[] {
  if (member === null) return [];
  // of a server that is not known whole, roles come as ids
  if (!Array.isArray(member.roles)) return [...member.roles.cache.values()].flatMap(({id, name}) => [id, name]);
  return member.roles.flatMap((id) => [id, guild?.roles.cache.get(id)?.name ?? id]);
}

function channelIdsOf({channelId, channel}: BaseInteraction): string[] {
  const parentId = channel !== null && 'parentId' in channel && channel.isThread() ? channel.parentId : null;
  return [channelId, parentId].filter((id) => id !== null);
}

export function replyTargetOf(interaction: Answerable): ReplyTarget {
  return {
    interactionId: interaction.id,
    applicationId: interaction.applicationId,
    token: interaction.token,
    userId: interaction.user.id,
    channelId: interaction.channelId ?? '',
    ...(interaction.guildId === null ? {} : {guildId: interaction.guildId}),
    createdAt: noteReceived(interaction),
    language: languageOf(interaction.locale),
  };
}

export function readInput(interaction: ChatInputCommandInteraction): CommandInput {
  const options = new Map<string, string | number | boolean>();
  const files = new Map<string, CommandFile>();
  const subcommand = interaction.options.getSubcommand(false) ?? undefined;
  const data = interaction.options.data.flatMap((option) => option.options ?? [option]);
  for (const {name, value, attachment} of data) {
    if (attachment !== undefined && attachment !== null) files.set(name, fileOf(attachment));
    else if (value !== undefined) options.set(name, value);
  }
  return {subcommand, options, files};
}

export const isMenuInteraction = (interaction: BaseInteraction): interaction is MenuInteraction =>
  interaction.isUserContextMenuCommand() || interaction.isMessageContextMenuCommand();

export function readTarget(interaction: MenuInteraction): MenuTarget {
  if (interaction.isUserContextMenuCommand()) return {userId: interaction.targetId, content: ''};
  const {author, content} = interaction.targetMessage;
  return {userId: author.id, content};
}

function fileOf({name, size, url}: Attachment): CommandFile {
  return {name, size, read: async (limitBytes) => downloadAttachment({name, size, url, limitBytes})};
}

/** What was written into a window. */
export const readText = (interaction: ModalSubmitInteraction): string => [...readFields(interaction).values()][0] ?? '';

/** The same by the ids of its fields. */
function readFields(interaction: ModalSubmitInteraction): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [id, field] of interaction.fields.fields) {
    if ('value' in field && typeof field.value === 'string') fields.set(id, field.value);
  }
  return fields;
}

/** What was typed into a window, which the chat shows nowhere. */
export function typedFiles(interaction: Answerable): ChatFile[] {
  if (!interaction.isModalSubmit()) return [];
  return [...readFields(interaction)].map(([id, text]) => ({name: `typed.${id}`, text}));
}

/** What was typed, to be copied and mended: the chat itself shows only the command's name. */
export function typedLine(interaction: Answerable): string | undefined {
  if (!interaction.isChatInputCommand()) return undefined;
  const {subcommand, options} = readInput(interaction);
  const values = [...options].map(([name, value]) => `${name}:${value}`);
  if (values.length === 0) return undefined;
  const name = [interaction.commandName, ...(subcommand === undefined ? [] : [subcommand])].join(' ');
  return cut(`/${name} ${values.join(' ')}`, typedLimit);
}
