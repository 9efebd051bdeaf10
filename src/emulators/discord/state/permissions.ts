import {PermissionFlagsBits} from 'discord-api-types/v10';
import type {ChannelRecord, ChatState, CommandRecord, UserRecord} from './state.ts';

/** All permission bits that a member's roles add up to.
 * @see https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
export function memberPermissions(state: ChatState, user: UserRecord): bigint {
  let bits = 0n;
  for (const roleId of [state.guildId, ...user.roleIds]) bits |= BigInt(state.roles.get(roleId)?.permissions ?? 0);
  return bits;
}

/** Whether a user may look into a channel, thread or direct message. */
export function canSeeChannel(state: ChatState, user: UserRecord, channel: ChannelRecord): boolean {
  if (channel.kind === 'dm') return user.id === state.botUserId || channel.memberIds.includes(user.id);
  if (user.id === state.botUserId) return true;
  if ((memberPermissions(state, user) & PermissionFlagsBits.Administrator) !== 0n) return true;
  if (channel.kind === 'private-thread') return channel.memberIds.includes(user.id);
  const parent = channel.parentId === undefined ? channel : state.channels.get(channel.parentId);
  return !parent?.onlyRoleId || user.roleIds.includes(parent.onlyRoleId);
}

/** Whether a command is offered to a member.
 * @see https://docs.discord.com/developers/interactions/application-commands#permissions */
export function canUseCommand(state: ChatState, user: UserRecord, command: CommandRecord): boolean {
  if (command.defaultMemberPermissions === undefined) return true;
  const has = memberPermissions(state, user);
  if ((has & PermissionFlagsBits.Administrator) !== 0n) return true;
  const needed = BigInt(command.defaultMemberPermissions);
  return needed !== 0n && (has & needed) === needed;
}
