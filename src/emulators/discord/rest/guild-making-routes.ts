import {CreateGuildChannelRequestSchema, CreateRoleRequestSchema} from 'discord-api-spec/zod';
import {
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  OverwriteType,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10';
import {z} from 'zod';
import {refusal} from '../discord-error.ts';
import {isMember} from '../state/guilds.ts';
import {memberPermissions} from '../state/permissions.ts';
import {textChannel} from '../state/seed.ts';
import type {ChannelRecord, GuildRecord, RoleRecord, UserRecord} from '../state/state.ts';
import {parseBody} from '../validation/schema-validation.ts';
import {guildRecordOf} from './lookups.ts';
import {generous, noContent, ok, param, type RestCall, type RestRoute} from './rest-route.ts';

const {ManageChannels, ManageRoles} = PermissionFlagsBits;

/** What the bot may do in a server, all channels alike. */
function ownPermissions({world: {state}}: RestCall, guild: GuildRecord): bigint {
  const bot = state.users.get(state.botUserId);
  return bot === undefined ? 0n : memberPermissions(state, bot, guild.id);
}

/** @throws {DiscordError} 50013 where the bot lacks `needed`, or would give what it has not itself */
function requireOwn(call: RestCall, guild: GuildRecord, bits: {readonly needed: bigint; readonly given: bigint}): void {
  const all = bits.needed | bits.given;
  if ((ownPermissions(call, guild) & all) !== all) throw refusal(RESTJSONErrorCodes.MissingPermissions);
}

const bitsSchema = z.union([z.string(), z.number()]).transform(BigInt).catch(0n);
const overwritesSchema = z
  .array(
    z.object({
      id: z.string(),
      type: z.coerce.number().pipe(z.enum(OverwriteType)),
      allow: bitsSchema,
      deny: bitsSchema,
    }),
  )
  .catch([]);

/** Discord takes permission bits as text, as its documentation says; the schemas that it publishes know them as numbers. */
const withNumbers = (given: unknown, names: readonly string[]): unknown =>
  typeof given !== 'object' || given === null
    ? given
    : Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          names.includes(name) && typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value,
        ]),
      );

function withNumbersInOverwrites(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('permission_overwrites' in given)) return given;
  const {permission_overwrites: all} = given;
  if (!Array.isArray(all)) return given;
  return {...given, permission_overwrites: all.map((one: unknown) => withNumbers(one, ['allow', 'deny', 'type']))};
}

/** @see https://docs.discord.com/developers/resources/guild#create-guild-channel */
function createChannel(call: RestCall): ChannelRecord {
  const {state, nextId, changes} = call.world;
  const guild = guildRecordOf(call);
  const body = parseBody(CreateGuildChannelRequestSchema, withNumbersInOverwrites(call.body));
  const overwrites = overwritesSchema.parse(body['permission_overwrites']);
  const given = overwrites.reduce((bits, {allow, deny}) => bits | allow | deny, 0n);
  requireOwn(call, guild, {needed: ManageChannels, given});
  if ((body['type'] ?? ChannelType.GuildText) !== ChannelType.GuildText)
    throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  const records = overwrites.map(({id, type, allow, deny}) => ({
    id,
    kind: type === OverwriteType.Role ? ('role' as const) : ('member' as const),
    allow: String(allow),
    deny: String(deny),
  }));
  const name = String(body['name']).toLowerCase().replaceAll(/\s+/gu, '-');
  const channel = {...textChannel(nextId(), name, records), guildId: guild.id};
  state.channels.set(channel.id, channel);
  changes.emit('channel', 'created', channel);
  return channel;
}

/** @see https://docs.discord.com/developers/resources/guild#create-guild-role */
function createRole(call: RestCall): RoleRecord {
  const {state, nextId, changes, gateway, objects} = call.world;
  const guild = guildRecordOf(call);
  const body = parseBody(CreateRoleRequestSchema, withNumbers(call.body, ['permissions']));
  const permissions = bitsSchema.parse(body['permissions'] ?? state.roles.get(guild.id)?.permissions);
  requireOwn(call, guild, {needed: ManageRoles, given: permissions});
  const name = typeof body['name'] === 'string' ? body['name'] : 'new role';
  const mentionable = body['mentionable'] === true;
  const role = {id: nextId(), guildId: guild.id, name, permissions: String(permissions), mentionable};
  state.roles.set(role.id, role);
  changes.emit('state');
  gateway.dispatch(GatewayDispatchEvents.GuildRoleCreate, {guild_id: guild.id, role: objects.role(role)});
  return role;
}

/**
 * Of a role that may do no more than the bot: the order of roles is not emulated.
 * @see https://docs.discord.com/developers/resources/guild#add-guild-member-role
 */
function addMemberRole(call: RestCall): UserRecord {
  const {state, changes, gateway, objects} = call.world;
  const guild = guildRecordOf(call);
  const user = state.users.get(param(call, 'user'));
  if (!user || !isMember(state, user, guild.id)) throw refusal(RESTJSONErrorCodes.UnknownMember);
  const role = state.roles.get(param(call, 'role'));
  if (!role) throw refusal(RESTJSONErrorCodes.UnknownRole);
  requireOwn(call, guild, {needed: ManageRoles, given: BigInt(role.permissions)});
  if (!user.roleIds.includes(role.id)) user.roleIds = [...user.roleIds, role.id];
  changes.emit('user', user);
  const data = {...objects.member(user, guild.id), guild_id: guild.id};
  gateway.dispatch(GatewayDispatchEvents.GuildMemberUpdate, data, GatewayIntentBits.GuildMembers);
  return user;
}

/** What a bot may make in a server that lets it. */
export const guildMakingRoutes: readonly RestRoute[] = [
  {
    method: 'POST',
    path: '/guilds/:guild/channels',
    speaker: 'bot',
    bucket: generous('make channels'),
    handle: (call) => ({status: 201, body: call.world.objects.channel(createChannel(call))}),
  },
  {
    method: 'POST',
    path: '/guilds/:guild/roles',
    speaker: 'bot',
    bucket: generous('make roles'),
    handle: (call) => ok(call.world.objects.role(createRole(call))),
  },
  {
    method: 'PUT',
    path: '/guilds/:guild/members/:user/roles/:role',
    speaker: 'bot',
    bucket: generous('give roles'),
    handle(call) {
      addMemberRole(call);
      return noContent;
    },
  },
];
