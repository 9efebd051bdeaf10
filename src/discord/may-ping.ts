import {ChannelType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Client} from 'discord.js';

/**
 * Whether a role is notified that the bot names in a channel: everybody may mention it, or the bot may mention everyone there.
 * What it does not know it does not deny.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function mayPing({channels}: Pick<Client, 'channels'>, channelId: string, roleId: string | undefined): boolean {
  const channel = channels.cache.get(channelId);
  if (channel?.type !== ChannelType.GuildText) return true;
  const role = channel.guild.roles.cache.get(roleId ?? '');
  const me = channel.guild.members.me;
  if (role === undefined || me === null || role.mentionable) return true;
  return channel.permissionsFor(me).has(PermissionFlagsBits.MentionEveryone);
}
