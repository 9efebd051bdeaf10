import {PermissionFlagsBits, RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {channelPermissions} from '../state/permissions.ts';
import type {ChannelRecord, GuildRecord, MessageRecord, UserRecord} from '../state/state.ts';
import {param, type RestCall} from './rest-route.ts';

/** What the bot may do in a channel. */
export function ownPermissions({world: {state}}: RestCall, channel: ChannelRecord): bigint {
  const bot = state.users.get(state.botUserId);
  return bot === undefined ? 0n : channelPermissions(state, bot, channel);
}

/** The channel of the path, for a bot that may view it.
 * @throws {DiscordError} 10003, 50001 */
export function channelOf(call: RestCall): ChannelRecord {
  const channel = call.world.state.channels.get(param(call, 'channel'));
  if (!channel) throw refusal(RESTJSONErrorCodes.UnknownChannel);
  if ((ownPermissions(call, channel) & PermissionFlagsBits.ViewChannel) === 0n) {
    throw refusal(RESTJSONErrorCodes.MissingAccess);
  }
  return channel;
}

/** @throws {DiscordError} 50013 where the bot lacks one of these */
export function requirePermissions(call: RestCall, channel: ChannelRecord, needed: bigint): void {
  if ((ownPermissions(call, channel) & needed) !== needed) throw refusal(RESTJSONErrorCodes.MissingPermissions);
}

/** A message of the channel that the bot token reaches: ephemeral ones it does not.
 * @throws {DiscordError} 10003, 50001, 10008 */
export function messageOf(call: RestCall): MessageRecord {
  const channel = channelOf(call);
  const message = call.world.state.messages.get(param(call, 'message'));
  if (!message || message.channelId !== channel.id || message.ephemeralFor !== undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownMessage);
  }
  return message;
}

/** @throws {DiscordError} 10013 */
export function userOf(call: RestCall): UserRecord {
  const {state} = call.world;
  const given = param(call, 'user');
  const user = state.users.get(given === '@me' ? state.botUserId : given);
  if (!user) throw refusal(RESTJSONErrorCodes.UnknownUser);
  return user;
}

/** The server of the path, for a bot that is in it.
 * @throws {DiscordError} 10004, 50001 */
export function guildRecordOf(call: RestCall): GuildRecord {
  const guild = call.world.state.guilds.get(param(call, 'guild'));
  if (!guild) throw refusal(RESTJSONErrorCodes.UnknownGuild);
  if (guild.presence === 'left') throw refusal(RESTJSONErrorCodes.MissingAccess);
  return guild;
}

/** @throws {DiscordError} 10002 */
export function checkApplication(call: RestCall): void {
  if (param(call, 'application') !== call.world.state.applicationId) {
    throw refusal(RESTJSONErrorCodes.UnknownApplication);
  }
}
