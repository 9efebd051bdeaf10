import type {
  APIApplicationCommandOption,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Locale,
  LocalizationMap,
  MessageType,
} from 'discord-api-types/v10';

/** A server: `left` once the bot was kicked, `unavailable` in an outage. */
export interface GuildRecord {
  id: string;
  name: string;
  presence: 'here' | 'unavailable' | 'left';
  /** The language of the server; without it American English. */
  locale?: Locale;
}

export interface RoleRecord {
  id: string;
  /** Left out: the first server. */
  guildId?: string;
  name: string;
  /** Permission bits, as a decimal string. */
  permissions: string;
  /** Whether anyone may mention it; left out: whoever may mention everyone. */
  mentionable?: boolean;
}

export interface UserRecord {
  id: string;
  /** What they call themselves. */
  name: string;
  /** What they are called in this guild instead. */
  nick: string | undefined;
  /** What their client speaks; without it American English. */
  locale?: Locale;
  /** Of all servers. */
  roleIds: string[];
  /** Servers beside the first. */
  otherGuildIds?: string[];
  isBot: boolean;
  joinedAt: string;
}

/** What a role or a member may do in one channel, whatever their roles say; permission bits as decimal strings. */
export interface OverwriteRecord {
  /** Of the role or the user. */
  id: string;
  kind: 'role' | 'member';
  allow: string;
  deny: string;
}

export type ChannelKind = 'text' | 'dm' | 'public-thread' | 'private-thread';

export interface ChannelRecord {
  id: string;
  /** Left out: the first server. */
  guildId?: string;
  kind: ChannelKind;
  name: string;
  topic: string | undefined;
  overwrites: OverwriteRecord[];
  /** The channel that a thread hangs from. */
  parentId: string | undefined;
  /** Who is in a thread, or whom a direct message is with. */
  memberIds: string[];
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  createdAt: string;
}

export interface AttachmentRecord {
  id: string;
  channelId: string;
  filename: string;
  description: string | undefined;
  contentType: string;
  size: number;
  base64: string;
}

/** What of a message an edit can change. */
export interface MessageBody {
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachmentIds: string[];
  flags: number;
  mentionIds: string[];
  mentionRoleIds: string[];
  mentionsEveryone: boolean;
}

export interface MessageVersion extends MessageBody {
  at: string;
}

export interface MessageRecord extends MessageBody {
  id: string;
  channelId: string;
  authorId: string;
  type: MessageType;
  nonce: string | number | undefined;
  replyToId: string | undefined;
  /** The interaction that this message answers. */
  interactionId: string | undefined;
  /** The only user who sees it, when it is ephemeral. */
  ephemeralFor: string | undefined;
  /** Its user's client has been started again since, and shows it no more; the bot can edit it all the same. */
  isForgotten?: boolean;
  pinnedAt: string | undefined;
  createdAt: string;
  editedAt: string | undefined;
  edits: number;
  history: MessageVersion[];
}

type InteractionState = 'waiting' | 'deferred' | 'answered' | 'modal' | 'failed';

export interface InteractionRecord {
  id: string;
  token: string;
  type: InteractionType;
  userId: string;
  channelId: string;
  createdAt: string;
  state: InteractionState;
  /** The code that Discord gives to an answer from now on, once the interaction has failed. */
  code: number | undefined;
  /** The callback type that the bot answered with. */
  responseType: InteractionResponseType | undefined;
  /** Name of the command, subcommands and all. */
  command: string | undefined;
  /** The message whose component was used, or that a modal came from. */
  sourceMessageId: string | undefined;
  originalMessageId: string | undefined;
  messageIds: string[];
  modal: APIModalInteractionResponseCallbackData | undefined;
  choices: {name: string; value: string | number}[] | undefined;
}

export interface CommandRecord {
  id: string;
  guildId: string | undefined;
  version: string;
  type: ApplicationCommandType;
  name: string;
  /** What people with these locales see instead. */
  nameLocalizations?: LocalizationMap;
  description: string;
  descriptionLocalizations?: LocalizationMap;
  options: APIApplicationCommandOption[];
  /** Permission bits that a member needs, as a decimal string; "0" leaves administrators only, undefined everyone. */
  defaultMemberPermissions: string | undefined;
}

/** Everything that outlives a restart. */
export interface ChatState {
  token: string;
  applicationId: string;
  botUserId: string;
  /** The first server. */
  guildId: string;
  guilds: Map<string, GuildRecord>;
  /** What is otherwise than it is for most; see the control interface. */
  settings?: {hidesChannelNames?: boolean | undefined; forgetsEphemeral?: boolean | undefined};
  /** How many threads may be active at once. */
  activeThreadLimit: number;
  /** Signs the addresses of attachments. */
  signingKey: string;
  roles: Map<string, RoleRecord>;
  users: Map<string, UserRecord>;
  channels: Map<string, ChannelRecord>;
  messages: Map<string, MessageRecord>;
  attachments: Map<string, AttachmentRecord>;
  interactions: Map<string, InteractionRecord>;
  commands: Map<string, CommandRecord>;
}
