import {GuildSystemChannelFlags, Locale} from 'discord-api-types/v10';
import {guildOf, isMember} from '../state/guilds.ts';
import {isThread} from '../state/permissions.ts';
import type {ChatState, GuildRecord} from '../state/state.ts';
import type {ChannelObjects} from './channel-objects.ts';
import type {Json} from './json.ts';
import type {UserObjects} from './user-objects.ts';

export interface GuildObjects {
  guild: (guild: GuildRecord) => Json;
  /** The guild as GUILD_CREATE brings it: with channels, members and threads. */
  wholeGuild: (guild: GuildRecord) => Json;
}

export function createGuildObjects(
  state: ChatState,
  {member, role, channel}: Pick<UserObjects, 'member' | 'role'> & ChannelObjects,
): GuildObjects {
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

  return {guild, wholeGuild};
}
