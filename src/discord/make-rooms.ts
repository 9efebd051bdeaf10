import {ChannelType, OverwriteType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Guild} from 'discord.js';
import {apiErrorOf} from './api-error.ts';
import {bitsOf, neededForThreads, neededIn} from './bot-permissions.ts';
import type {FacilitatorRoles} from './facilitator-roles.ts';
import {findTextChannel} from './servers.ts';

const {ManageChannels, ManageEvents, ManageRoles, SendMessages, ViewChannel} = PermissionFlagsBits;

/** What a class needs in a server. */
export interface RoomNames {
  readonly participants: string;
  readonly facilitators: string;
  /** What the role is called that is made where there is none. */
  readonly role: string;
}

export interface MadeRooms {
  readonly channels: {readonly participants: string; readonly facilitators: string};
  readonly roleName: string;
  /** What is new, of all that is there now. */
  readonly made: readonly ('participants' | 'facilitators' | 'role')[];
  /** Whether who asked has the role now; the server may keep it from the bot to give it. */
  readonly isGiven: boolean;
  /** Whether those who have the role are offered what is for facilitators. */
  readonly isOffered: boolean;
}

/** The role of facilitators that a server has, whatever it is called by now. */
type KnownRole = ReturnType<FacilitatorRoles['of']>;

/** What is not there yet. */
export function lackingRooms(
  guild: Guild,
  {participants, facilitators}: RoomNames,
  role: KnownRole,
): MadeRooms['made'] {
  return [
    ...(findTextChannel(guild, participants) === undefined ? (['participants'] as const) : []),
    ...(findTextChannel(guild, facilitators) === undefined ? (['facilitators'] as const) : []),
    ...(role === undefined ? (['role'] as const) : []),
  ];
}

/** Whether the bot may make it: none of this is in its invitation, and some servers give it all the same. */
export const mayMakeRooms = ({members: {me}}: Guild): boolean =>
  me?.permissions.has(ManageChannels | ManageRoles) === true;

/**
 * Makes what a class needs and is not there: a channel for participants, one that facilitators and the bot alone see, and
 * their role, which who asked is given. Doing it twice does it once.
 * @throws DiscordAPIError 50013 where the bot may not
 */
export async function makeRooms(
  guild: Guild,
  names: RoomNames,
  {known, memberId}: {readonly known: KnownRole; readonly memberId: string},
): Promise<MadeRooms> {
  const made = lackingRooms(guild, names, known);
  const reason = 'A workshop is held here';
  const me = guild.members.me ?? (await guild.members.fetchMe());
  // a bot gives nothing that it has not itself
  const own = (bits: bigint): bigint => bits & me.permissions.bitfield;
  const role =
    known ?? (await guild.roles.create({name: names.role, permissions: own(ManageEvents), mentionable: true, reason}));
  const needed = (where: 'participants' | 'facilitators'): bigint =>
    bitsOf([...neededIn[where], ...(where === 'participants' ? neededForThreads : [])]);
  const make = async (where: 'participants' | 'facilitators'): Promise<string> => {
    const there = findTextChannel(guild, names[where]);
    if (there !== undefined) return there;
    const mine = {id: me.id, type: OverwriteType.Member, allow: own(needed(where))};
    const others = [
      {id: guild.id, type: OverwriteType.Role, deny: ViewChannel},
      {id: role.id, type: OverwriteType.Role, allow: ViewChannel | SendMessages},
    ];
    const permissionOverwrites = where === 'facilitators' ? [...others, mine] : [mine];
    return (
      await guild.channels.create({name: names[where], type: ChannelType.GuildText, permissionOverwrites, reason})
    ).id;
  };
  const channels = {participants: await make('participants'), facilitators: await make('facilitators')};
  const isOffered = role.permissions.has(ManageEvents) || guild.roles.everyone.permissions.has(ManageEvents);
  return {channels, roleName: role.name, made, isOffered, isGiven: await give(guild, memberId, role.id)};
}

/** A role above the bot's own is not its to give. */
async function give(guild: Guild, memberId: string, roleId: string): Promise<boolean> {
  try {
    await guild.members.addRole({user: memberId, role: roleId});
    return true;
  } catch (error) {
    if (apiErrorOf(error)?.status !== 403) throw error;
    return false;
  }
}
