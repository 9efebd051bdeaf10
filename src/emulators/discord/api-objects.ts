import {
  ApplicationCommandType,
  ChannelType,
  GuildSystemChannelFlags,
  MessageFlags,
  MessageType,
  OverwriteType,
  Locale,
} from 'discord-api-types/v10';
import {attachmentPath} from './attachments/attachment-addresses.ts';
import {guildOf, isMember, rolesIn} from './state/guilds.ts';
import {canSeeChannel, channelPermissions, isThread} from './state/permissions.ts';
import type {
  AttachmentRecord,
  ChannelKind,
  ChannelRecord,
  ChatState,
  CommandRecord,
  GuildRecord,
  MessageRecord,
  RoleRecord,
  UserRecord,
} from './state/state.ts';

type Json = Record<string, unknown>;

/** Records as Discord's API and gateway show them, always whole. */
export interface ApiObjects {
  user: (user: UserRecord) => Json;
  /** A member without its user, as mentions and `resolved` carry it. */
  partialMember: (user: UserRecord, guildId: string) => Json;
  member: (user: UserRecord, guildId: string) => Json;
  role: (role: RoleRecord) => Json;
  channel: (channel: ChannelRecord) => Json;
  attachment: (attachment: AttachmentRecord) => Json;
  message: (message: MessageRecord) => Json;
  command: (command: CommandRecord) => Json;
  application: () => Json;
  guild: (guild: GuildRecord) => Json;
  /** The guild as GUILD_CREATE brings it: with channels, members and threads. */
  wholeGuild: (guild: GuildRecord) => Json;
}

/** @see https://github.com/discord/discord-api-docs/pull/8454 */
const hiddenName = '___hidden___';

const channelTypes: Record<ChannelKind, ChannelType> = {
  text: ChannelType.GuildText,
  dm: ChannelType.DM,
  'public-thread': ChannelType.PublicThread,
  'private-thread': ChannelType.PrivateThread,
};

export function createApiObjects(options: {state: ChatState; now: () => number; baseUrl: () => string}): ApiObjects {
  const {state, now, baseUrl} = options;

  const userById = (id: string): Json[] => {
    const found = state.users.get(id);
    return found ? [user(found)] : [];
  };

  function user({id, name, isBot}: UserRecord): Json {
    return {
      id,
      username: isBot ? name : usernameOf(id, name),
      global_name: isBot ? null : name,
      discriminator: isBot ? '0001' : '0',
      avatar: null,
      banner: null,
      accent_color: null,
      avatar_decoration_data: null,
      collectibles: null,
      bot: isBot,
      system: false,
      public_flags: 0,
      flags: 0,
    };
  }

  function partialMember(record: UserRecord, guildId: string): Json {
    const {joinedAt, nick} = record;
    return {
      roles: rolesIn(state, record, guildId),
      joined_at: joinedAt,
      nick: nick ?? null,
      avatar: null,
      banner: null,
      premium_since: null,
      communication_disabled_until: null,
      pending: false,
      flags: 0,
      deaf: false,
      mute: false,
    };
  }

  const member = (record: UserRecord, guildId: string): Json => ({
    ...partialMember(record, guildId),
    user: user(record),
  });

  function role({id, name, permissions, mentionable = false}: RoleRecord): Json {
    const position = [...state.roles.keys()].indexOf(id);
    return {
      id,
      name,
      permissions,
      position,
      color: 0,
      colors: {primary_color: 0, secondary_color: null, tertiary_color: null},
      hoist: false,
      icon: null,
      unicode_emoji: null,
      managed: false,
      mentionable,
      flags: 0,
    };
  }

  function overwrites(channel: ChannelRecord): Json[] {
    return channel.overwrites.map(({id, kind, allow, deny}) => {
      return {id, type: kind === 'role' ? OverwriteType.Role : OverwriteType.Member, allow, deny};
    });
  }

  function lastMessageId(channel: ChannelRecord): string | undefined {
    let last: string | undefined;
    for (const message of state.messages.values()) {
      if (message.channelId === channel.id && message.ephemeralFor === undefined) last = message.id;
    }
    return last;
  }

  /** Of a channel that the bot may not view, where names are kept from bots. */
  function isNameHidden(record: ChannelRecord): boolean {
    if (state.settings?.hidesChannelNames !== true) return false;
    const bot = state.users.get(state.botUserId);
    return bot === undefined || !canSeeChannel(state, bot, record);
  }

  function channel(record: ChannelRecord): Json {
    const common = {
      id: record.id,
      type: channelTypes[record.kind],
      last_message_id: lastMessageId(record) ?? null,
      last_pin_timestamp: null,
      flags: 0,
    };
    if (record.kind === 'dm') return {...common, recipients: record.memberIds.flatMap(userById)};
    const inGuild = {
      ...common,
      guild_id: guildOf(state, record),
      name: isNameHidden(record) ? hiddenName : record.name,
      parent_id: record.parentId ?? null,
      rate_limit_per_user: 0,
    };
    if (record.kind === 'text') {
      const position = [...state.channels.keys()].indexOf(record.id);
      return {
        ...inGuild,
        topic: isNameHidden(record) ? null : (record.topic ?? null),
        nsfw: false,
        position,
        permission_overwrites: overwrites(record),
      };
    }
    return {
      ...inGuild,
      owner_id: state.botUserId,
      message_count: 0,
      member_count: record.memberIds.length,
      total_message_sent: 0,
      thread_metadata: {
        archived: record.archived,
        locked: record.locked,
        auto_archive_duration: record.autoArchiveMinutes,
        archive_timestamp: record.createdAt,
        create_timestamp: record.createdAt,
        ...(record.kind === 'private-thread' ? {invitable: false} : {}),
      },
      member: {id: record.id, user_id: state.botUserId, join_timestamp: record.createdAt, flags: 0},
    };
  }

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

  function command(record: CommandRecord): Json {
    return {
      id: record.id,
      application_id: state.applicationId,
      ...(record.guildId === undefined ? {} : {guild_id: record.guildId}),
      version: record.version,
      type: record.type,
      name: record.name,
      name_localizations: record.nameLocalizations ?? null,
      description: record.description,
      description_localizations: record.descriptionLocalizations ?? null,
      options: record.options,
      default_member_permissions: record.defaultMemberPermissions ?? null,
      dm_permission: record.guildId === undefined,
      contexts: null,
      integration_types: [0],
      nsfw: false,
    };
  }

  function application(): Json {
    return {
      id: state.applicationId,
      name: 'Labrador',
      icon: null,
      description: '',
      summary: '',
      bot_public: false,
      bot_require_code_grant: false,
      verify_key: '0'.repeat(64),
      flags: 0,
      team: null,
      owner: null,
      bot: userById(state.botUserId)[0] ?? null,
    };
  }

  const isIn =
    ({id}: GuildRecord) =>
    (record: {guildId?: string}): boolean =>
      guildOf(state, record) === id;

  function guild(record: GuildRecord): Json {
    return {
      id: record.id,
      name: record.name,
      icon: null,
      splash: null,
      discovery_splash: null,
      banner: null,
      description: null,
      owner_id: [...state.users.values()].find((user) => !user.isBot)?.id ?? state.botUserId,
      afk_channel_id: null,
      afk_timeout: 300,
      system_channel_id: null,
      system_channel_flags: GuildSystemChannelFlags.SuppressJoinNotifications,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      widget_enabled: false,
      widget_channel_id: null,
      verification_level: 0,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      mfa_level: 0,
      nsfw_level: 0,
      nsfw: false,
      premium_tier: 0,
      premium_subscription_count: 0,
      premium_progress_bar_enabled: false,
      preferred_locale: record.locale ?? Locale.EnglishUS,
      vanity_url_code: null,
      application_id: null,
      features: [],
      emojis: [],
      stickers: [],
      roles: [...state.roles.values()].filter(isIn(record)).map(role),
      max_members: 500_000,
      max_presences: null,
    };
  }

  function wholeGuild(record: GuildRecord): Json {
    const channels = [...state.channels.values()].filter(isIn(record));
    const bot = state.users.get(state.botUserId);
    return {
      ...guild(record),
      joined_at: bot?.joinedAt,
      large: false,
      unavailable: false,
      member_count: [...state.users.values()].filter((one) => isMember(state, one, record.id)).length,
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
      members: bot ? [member(bot, record.id)] : [],
      channels: channels.filter(({kind}) => kind === 'text').map(channel),
      // those that are archived a client asks for
      threads: channels.filter((one) => isThread(one) && !one.archived).map(channel),
    };
  }

  return {
    user,
    partialMember,
    member,
    role,
    channel,
    attachment,
    message: (message) => ({...messageBody(message), ...reference(message)}),
    command,
    application,
    guild,
    wholeGuild,
  };
}

/** A name that Discord gives accounts: what people call themselves may be anything. */
const usernameOf = (id: string, name: string): string => (/^[a-z0-9_.]{2,32}$/.test(name) ? name : `user_${id}`);

/** A member as an interaction carries it: with the permissions of that moment. */
export function interactionMember(
  {state, objects}: {state: ChatState; objects: ApiObjects},
  user: UserRecord,
  channel: ChannelRecord,
): Json {
  return {
    ...objects.member(user, guildOf(state, channel)),
    permissions: String(channelPermissions(state, user, channel)),
  };
}

/** Whether a message is the placeholder of an answer still to come. */
export function isPending(message: MessageRecord): boolean {
  return (message.flags & MessageFlags.Loading) !== 0;
}

/** The type of a message, by whether it answers a command. */
export function messageType(isCommandAnswer: boolean, isReply: boolean): MessageType {
  if (isCommandAnswer) return MessageType.ChatInputCommand;
  return isReply ? MessageType.Reply : MessageType.Default;
}

/** Whether the chat itself says it, of what somebody did.
 * @see https://docs.discord.com/developers/resources/message#message-object-message-types */
export const isSystemMessage = (type: MessageType): boolean =>
  ![MessageType.Default, MessageType.Reply, MessageType.ChatInputCommand, MessageType.ContextMenuCommand].includes(
    type,
  );
