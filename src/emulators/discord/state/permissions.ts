import {PermissionFlagsBits} from 'discord-api-types/v10';
import {guildOf, isMember, rolesIn} from './guilds.ts';
import type {ChannelRecord, ChatState, CommandRecord, UserRecord} from './state.ts';

const {Administrator, ViewChannel, SendMessages, SendMessagesInThreads, ManageThreads} = PermissionFlagsBits;
const {AttachFiles, EmbedLinks, MentionEveryone, UseApplicationCommands} = PermissionFlagsBits;

const allPermissions = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n);

/** What nobody can do who may not write. */
const needWriting = AttachFiles | EmbedLinks | MentionEveryone;

export const isThread = ({kind}: ChannelRecord): boolean => kind === 'public-thread' || kind === 'private-thread';

/** The permission without which nobody writes there: threads have one of their own. */
export const writingBit = (channel: ChannelRecord): bigint =>
  isThread(channel) ? SendMessagesInThreads : SendMessages;

/** All permission bits that a member's roles add up to; none for who is not a member.
 * @see https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export function memberPermissions(state: ChatState, user: UserRecord, guildId: string): bigint {
  if (!isMember(state, user, guildId)) return 0n;
  let bits = 0n;
  for (const roleId of [guildId, ...rolesIn(state, user, guildId)])
    bits |= BigInt(state.roles.get(roleId)?.permissions ?? 0);
  return (bits & Administrator) === 0n ? bits : allPermissions;
}

/** What a member may do in a channel: what their roles say, the channel's overwrites, and what follows from what they lack.
 * @see https://docs.discord.com/developers/topics/permissions#permission-overwrites
 * @see https://docs.discord.com/developers/topics/permissions#implicit-permissions */
export function channelPermissions(state: ChatState, user: UserRecord, channel: ChannelRecord): bigint {
  if (channel.kind === 'dm') {
    return user.id === state.botUserId || channel.memberIds.includes(user.id) ? allPermissions : 0n;
  }
  const base = memberPermissions(state, user, guildOf(state, channel));
  if (base === allPermissions) return base;
  const parent = channel.parentId === undefined ? channel : state.channels.get(channel.parentId);
  let bits = overwritten(state, {user, base, channel: parent ?? channel});
  if ((bits & ViewChannel) === 0n) return 0n;
  if (channel.kind === 'private-thread' && (bits & ManageThreads) === 0n && !channel.memberIds.includes(user.id)) {
    return 0n;
  }
  if ((bits & writingBit(channel)) === 0n) bits &= ~needWriting;
  return bits;
}

function overwritten(
  state: ChatState,
  {user, base, channel}: {user: UserRecord; base: bigint; channel: ChannelRecord},
): bigint {
  const groups = [[guildOf(state, channel)], user.roleIds, [user.id]];
  return groups.reduce((bits, ids) => {
    const those = channel.overwrites.filter(({id}) => ids.includes(id));
    const allow = those.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
    const deny = those.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
    return (bits & ~deny) | allow;
  }, base);
}

/** Whether a user may look into a channel, thread or direct message. */
export function canSeeChannel(state: ChatState, user: UserRecord, channel: ChannelRecord): boolean {
  return (channelPermissions(state, user, channel) & ViewChannel) !== 0n;
}

/** The role that a private channel is for; undefined for one that everybody sees. */
export function onlyRoleId(state: ChatState, channel: ChannelRecord): string | undefined {
  const {overwrites} = channel;
  const guildId = guildOf(state, channel);
  const isHidden = overwrites.some(({id, deny}) => id === guildId && (BigInt(deny) & ViewChannel) !== 0n);
  if (!isHidden) return undefined;
  return overwrites.find(({kind, allow}) => kind === 'role' && (BigInt(allow) & ViewChannel) !== 0n)?.id;
}

/** Whether a command is offered to a member in a channel.
 * @see https://docs.discord.com/developers/interactions/application-commands#permissions */
export function canUseCommand(
  state: ChatState,
  {user, channel}: {user: UserRecord; channel: ChannelRecord},
  command: CommandRecord,
): boolean {
  const has = channelPermissions(state, user, channel);
  if ((has & Administrator) !== 0n) return true;
  if ((has & UseApplicationCommands) === 0n) return false;
  if (command.defaultMemberPermissions === undefined) return true;
  const needed = BigInt(command.defaultMemberPermissions);
  return needed !== 0n && (has & needed) === needed;
}
