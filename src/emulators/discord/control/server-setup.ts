import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
  type GatewayDispatchEvents as GatewayEvent,
} from 'discord-api-types/v10';
import {z} from 'zod';
import {guildOf, rolesIn} from '../state/guilds.ts';
import {isThread} from '../state/permissions.ts';
import {onlyFor, textChannel} from '../state/seed.ts';
import type {ChannelRecord, OverwriteRecord, RoleRecord, UserRecord} from '../state/state.ts';
import {ControlError} from './control-error.ts';
import type {ControlWorld} from './control-world.ts';
import {localeSchema} from './locale-schema.ts';
import {findChannel, findPerson, findUser} from './lookups.ts';

/** Names of permissions as discord.js has them, such as `SendMessages`. */
const permissionsSchema = z.array(z.string()).transform((names) =>
  names.reduce((bits, name) => {
    const bit = Object.entries(PermissionFlagsBits).find(([known]) => known === name)?.[1];
    if (bit === undefined) throw new ControlError(`There is no permission ${name}`);
    return bits | bit;
  }, 0n),
);

/** For a role or for a user, by name; `@everyone` is a role too. */
const overwriteSchema = z.object({
  role: z.string().optional(),
  user: z.string().optional(),
  allow: permissionsSchema.default(0n),
  deny: permissionsSchema.default(0n),
});

/** What people call themselves: spaces, emoji, `@` and `:` are as good as letters. */
const displayName = z.string().trim().min(1).max(32);

/** Which server, by id; the first without it. */
const guild = z.string().optional();

export const userSchema = z.object({
  name: displayName,
  nick: displayName.optional(),
  guild,
  roles: z.array(z.string()).default([]),
  locale: localeSchema.optional(),
});

/** Any letters, as Discord lets channels have them: no spaces and no capitals. */
const channelName = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => !/\s/.test(name) && name === name.toLowerCase(), 'A channel has no spaces and no capitals');

export const channelSchema = z.object({
  name: channelName,
  guild,
  role: z.string().optional(),
  overwrites: z.array(overwriteSchema).optional(),
});

export const changedChannelSchema = z.object({
  name: z.string().min(1).max(100).optional(),
  topic: z.string().optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  overwrites: z.array(overwriteSchema).optional(),
});

export const roleSchema = z.object({
  name: z.string().min(1).max(100),
  guild,
  permissions: permissionsSchema.default(0n),
});

export const changedRoleSchema = z.object({
  name: z.string().min(1).max(100).optional(),
  permissions: permissionsSchema.optional(),
  mentionable: z.boolean().optional(),
});

/** What those who manage a server do to it. */
export interface ServerSetup {
  /** The same name again replaces nickname and roles. */
  putUser: (given: z.infer<typeof userSchema>) => UserRecord;
  removeUser: (name: string) => void;
  /** What they alone saw is gone from their client; the bot does not hear of it. */
  restartClient: (name: string) => void;
  addChannel: (given: z.infer<typeof channelSchema>) => ChannelRecord;
  /** Of a channel or a thread. Overwrites are replaced as a whole. */
  changeChannel: (name: string, given: z.infer<typeof changedChannelSchema>) => ChannelRecord;
  /** With its threads and messages. */
  removeChannel: (name: string) => void;
  addRole: (given: z.infer<typeof roleSchema>) => RoleRecord;
  changeRole: (name: string, given: z.infer<typeof changedRoleSchema>) => RoleRecord;
  removeRole: (name: string) => void;
}

export function createServerSetup(world: ControlWorld): ServerSetup {
  const {state, changes, gateway, clock, objects} = world;

  /** By its id, or by its name in a server. */
  function findRole(wanted: string, guildId = state.guildId): RoleRecord {
    const role =
      state.roles.get(wanted) ??
      [...state.roles.values()].find((one) => one.name === wanted && guildOf(state, one) === guildId);
    if (!role) throw new ControlError(`There is no role ${wanted}`);
    return role;
  }

  function ownRole(wanted: string, guildId?: string): string {
    const {id} = findRole(wanted, guildId);
    if (state.guilds.has(id)) throw new ControlError('Everybody has the role @everyone');
    return id;
  }

  function toOverwrites(given: readonly z.infer<typeof overwriteSchema>[], guildId?: string): OverwriteRecord[] {
    return given.map(({role, user, allow, deny}) => {
      const bits = {allow: String(allow), deny: String(deny)};
      if (user !== undefined) return {id: findUser(state, user).id, kind: 'member', ...bits};
      if (role === undefined) throw new ControlError('An overwrite is for a role or a user');
      return {id: findRole(role, guildId).id, kind: 'role', ...bits};
    });
  }

  const isTaken = (name: string, guildId = state.guildId): boolean =>
    [...state.channels.values()].some(
      (channel) => channel.kind === 'text' && channel.name === name && guildOf(state, channel) === guildId,
    );

  const requireGuild = (guildId: string | undefined): void => {
    if (guildId !== undefined && !state.guilds.has(guildId)) throw new ControlError(`There is no server ${guildId}`);
  };

  function tellRole(event: GatewayEvent, role: RoleRecord): void {
    changes.emit('state');
    gateway.dispatch(event, {guild_id: guildOf(state, role), role: objects.role(role)});
  }

  return {
    putUser({name, nick, guild: guildId = state.guildId, roles, locale}) {
      requireGuild(guildId);
      const known = [...state.users.values()].find((user) => user.name === name);
      if (known?.isBot) throw new ControlError(`${name} is the bot`);
      const joinedAt = new Date(clock.now()).toISOString();
      const user: UserRecord = known ?? {id: world.nextId(), name, nick, roleIds: [], isBot: false, joinedAt};
      const here = new Set(rolesIn(state, user, guildId));
      const elsewhere = user.roleIds.filter((id) => !here.has(id));
      const others = new Set([...(user.otherGuildIds ?? []), guildId].filter((id) => id !== state.guildId));
      const roleIds = [...elsewhere, ...roles.map((role) => ownRole(role, guildId))];
      Object.assign(user, {nick, roleIds, ...(locale === undefined ? {} : {locale}), otherGuildIds: [...others]});
      state.users.set(user.id, user);
      changes.emit('user', user);
      const event = known ? GatewayDispatchEvents.GuildMemberUpdate : GatewayDispatchEvents.GuildMemberAdd;
      const data = {...objects.member(user, guildId), guild_id: guildId};
      gateway.dispatch(event, data, GatewayIntentBits.GuildMembers);
      return user;
    },
    removeUser(name) {
      const user = findPerson(state, name);
      state.users.delete(user.id);
      for (const channel of state.channels.values()) {
        channel.memberIds = channel.memberIds.filter((id) => id !== user.id);
      }
      changes.emit('state');
      const data = {guild_id: state.guildId, user: objects.user(user)};
      gateway.dispatch(GatewayDispatchEvents.GuildMemberRemove, data, GatewayIntentBits.GuildMembers);
    },
    restartClient(name) {
      const user = findPerson(state, name);
      for (const message of state.messages.values()) if (message.ephemeralFor === user.id) message.isForgotten = true;
      changes.emit('state');
    },
    addChannel({name, guild: guildId, role, overwrites}) {
      requireGuild(guildId);
      if (isTaken(name, guildId)) throw new ControlError(`There is a channel ${name} already`);
      const {botUserId} = state;
      const own =
        role === undefined ? [] : onlyFor(ownRole(role, guildId), {guildId: guildId ?? state.guildId, botUserId});
      const channel = {
        ...textChannel(world.nextId(), name, overwrites === undefined ? own : toOverwrites(overwrites, guildId)),
        ...(guildId === undefined ? {} : {guildId}),
      };
      state.channels.set(channel.id, channel);
      changes.emit('channel', 'created', channel);
      return channel;
    },
    changeChannel(wanted, {name, topic, archived, locked, overwrites}) {
      const channel = findChannel(state, wanted);
      if (name !== undefined && !isThread(channel) && !channelName.safeParse(name).success) {
        throw new ControlError('A channel has no spaces and no capitals');
      }
      if (overwrites !== undefined) channel.overwrites = toOverwrites(overwrites, guildOf(state, channel));
      Object.assign(channel, {name: name ?? channel.name, topic: topic ?? channel.topic});
      if (!isThread(channel)) changes.emit('channel', 'updated', channel);
      else {
        channel.locked = locked ?? channel.locked;
        world.threads.setArchived(channel, archived ?? channel.archived);
      }
      return channel;
    },
    removeChannel(wanted) {
      const channel = findChannel(state, wanted);
      const threads = [...state.channels.values()].filter(({parentId}) => parentId === channel.id);
      for (const gone of [...threads, channel]) {
        state.channels.delete(gone.id);
        for (const {id, channelId} of state.messages.values()) if (channelId === gone.id) state.messages.delete(id);
        changes.emit('channel', 'deleted', gone);
      }
    },
    addRole({name, guild: guildId, permissions}) {
      requireGuild(guildId);
      const own = guildId === undefined ? {} : {guildId};
      const role: RoleRecord = {id: world.nextId(), ...own, name, permissions: String(permissions)};
      state.roles.set(role.id, role);
      tellRole(GatewayDispatchEvents.GuildRoleCreate, role);
      return role;
    },
    changeRole(wanted, {name, permissions, mentionable}) {
      const role = findRole(wanted);
      role.name = name ?? role.name;
      if (mentionable !== undefined) role.mentionable = mentionable;
      role.permissions = permissions === undefined ? role.permissions : String(permissions);
      tellRole(GatewayDispatchEvents.GuildRoleUpdate, role);
      return role;
    },
    removeRole(wanted) {
      const roleId = ownRole(wanted);
      const guildId = guildOf(state, state.roles.get(roleId) ?? {});
      state.roles.delete(roleId);
      for (const user of state.users.values()) user.roleIds = user.roleIds.filter((id) => id !== roleId);
      for (const channel of state.channels.values()) {
        channel.overwrites = channel.overwrites.filter(({id}) => id !== roleId);
      }
      changes.emit('state');
      gateway.dispatch(GatewayDispatchEvents.GuildRoleDelete, {guild_id: guildId, role_id: roleId});
    },
  };
}
