import {guildOf, rolesIn} from '../state/guilds.ts';
import {channelPermissions} from '../state/permissions.ts';
import type {ChannelRecord, ChatState, RoleRecord, UserRecord} from '../state/state.ts';
import type {Json} from './json.ts';

/** People, as users and as members, and roles. */
export interface UserObjects {
  user: (user: UserRecord) => Json;
  /** The user of that id, where there is one. */
  userById: (id: string) => Json[];
  /** A member without its user, as mentions and `resolved` carry it. */
  partialMember: (user: UserRecord, guildId: string) => Json;
  member: (user: UserRecord, guildId: string) => Json;
  role: (role: RoleRecord) => Json;
}

export function createUserObjects(state: ChatState): UserObjects {
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

  return {user, userById, partialMember, member, role};
}

/** A name that Discord gives accounts: what people call themselves may be anything. */
const usernameOf = (id: string, name: string): string => (/^[a-z0-9_.]{2,32}$/.test(name) ? name : `user_${id}`);

/** A member as an interaction carries it: with the permissions of that moment. */
export function interactionMember(
  {state, objects}: {state: ChatState; objects: UserObjects},
  user: UserRecord,
  channel: ChannelRecord,
): Json {
  return {
    ...objects.member(user, guildOf(state, channel)),
    permissions: String(channelPermissions(state, user, channel)),
  };
}
