import {ChannelType, OverwriteType} from 'discord-api-types/v10';
import {guildOf} from '../state/guilds.ts';
import {canSeeChannel} from '../state/permissions.ts';
import type {ChannelKind, ChannelRecord, ChatState} from '../state/state.ts';
import type {Json} from './json.ts';
import type {UserObjects} from './user-objects.ts';

/** @see https://github.com/discord/discord-api-docs/pull/8454 */
const hiddenName = '___hidden___';

const channelTypes: Record<ChannelKind, ChannelType> = {
  text: ChannelType.GuildText,
  dm: ChannelType.DM,
  'public-thread': ChannelType.PublicThread,
  'private-thread': ChannelType.PrivateThread,
};

/** Channels and threads, as the bot sees them. */
export interface ChannelObjects {
  channel: (channel: ChannelRecord) => Json;
}

export function createChannelObjects(state: ChatState, {userById}: UserObjects): ChannelObjects {
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

  return {channel};
}
