import {ChannelType} from 'discord-api-types/v10';
import type {Client, Guild} from 'discord.js';
import {ConfigError} from '#src/config.ts';
import {openGateway, type GatewayOpening} from './open-gateway.ts';

/**
 * Opens the gateway, and answers the server to serve.
 * @throws ConfigError when the token is refused, or the bot is in no guild or in several without being told which
 * @throws the signal's reason when it aborts first
 */
export async function logIn(
  client: Client,
  {guildId, ...opening}: GatewayOpening & {readonly guildId: string | undefined},
): Promise<Guild> {
  await openGateway(client, opening);
  const guilds = [...client.guilds.cache.values()];
  const guild = guildId === undefined ? guilds[0] : guilds.find(({id}) => id === guildId);
  if (guild === undefined) {
    throw new ConfigError('The bot is not in that server. Open its invite address first, then set DISCORD_GUILD_ID.');
  }
  if (guildId === undefined && guilds.length > 1) {
    throw new ConfigError('The bot is in several servers. Set DISCORD_GUILD_ID to the one it is to serve.');
  }
  return guild;
}

/** The id of the text channel of that name. @throws ConfigError when there is none that the bot sees */
export function findTextChannel(guild: Guild, name: string): string {
  const channel = guild.channels.cache.find(
    (candidate) => candidate.name === name && candidate.type === ChannelType.GuildText,
  );
  if (channel === undefined) {
    throw new ConfigError(`There is no text channel #${name} that the bot can see. Make it, or name another one.`);
  }
  return channel.id;
}
