import type {
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type {ChannelKind, InteractionRecord} from '../state/state.ts';

/** What the control interface shows; the page and other readers rely on these shapes. */
interface ShownName {
  id: string;
  name: string;
}

export interface ShownUser extends ShownName {
  roles: string[];
}

export interface ShownChannel extends ShownName {
  kind: ChannelKind;
  topic: string | null;
  /** Name of the only role that sees it; null lets everyone in. */
  onlyRole: string | null;
}

/** A thread or a direct message. */
interface ShownPlace extends ShownChannel {
  parent: string | null;
  archived: boolean;
  members: ShownName[];
}

export interface ShownAttachment {
  id: string;
  filename: string;
  /** In bytes. */
  size: number;
  url: string;
  contentType: string;
}

export interface ShownMessage {
  id: string;
  channel: string;
  author: ShownName & {bot: boolean};
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: ShownAttachment[];
  flags: number;
  pinned: boolean;
  /** Discord's number; most say something, 1 is that somebody was added and 6 that something was pinned. */
  type: number;
  ephemeral: boolean;
  interaction: {id: string; user: ShownName; command: string | null} | null;
  mentions: ShownName[];
  /** Names of the roles that it notified. */
  mentionedRoles: string[];
  createdAt: string;
  editedAt: string | null;
  edits: number;
  /** The bot has said that it will answer here, and has not yet. */
  pending: boolean;
}

export interface ShownInteraction {
  id: string;
  state: InteractionRecord['state'];
  code?: number;
  modal?: APIModalInteractionResponseCallbackData;
  messages: string[];
}

export interface ShownState {
  guild: ShownName;
  channels: ShownChannel[];
  threads: ShownPlace[];
  dms: ShownPlace[];
  users: ShownUser[];
  bot: ShownName;
  roles: string[];
  commands: ShownCommand[];
  applicationId: string;
  /** Whether what one person alone sees goes when the page is loaded again. */
  forgetsEphemeral: boolean;
  /** Pages elsewhere that belong to this chat. */
  links: ShownLink[];
}

export interface ShownLink {
  title: string;
  url: string;
}

/** An option of a command, as far as a line can be typed with it, in the language of who types. */
export interface ShownOption {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: {name: string; label?: string; value: string | number}[];
  options?: ShownOption[];
}

export interface ShownCommand {
  id: string;
  /** 1: typed as a line, 2: in the menu of a person, 3: in that of a message. */
  type: number;
  name: string;
  /** What it is called in that language, where it is not called by its name. */
  label?: string;
  description: string;
  options?: ShownOption[];
}
