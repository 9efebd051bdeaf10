import {ApplicationIntegrationType, GatewayDispatchEvents, InteractionContextType, Locale} from 'discord-api-types/v10';
import {interactionMember} from '../objects/user-objects.ts';
import type {NewInteraction} from '../interactions/interactions.ts';
import {attachmentBytes} from '../limits.ts';
import {guildOf} from '../state/guilds.ts';
import {channelPermissions} from '../state/permissions.ts';
import type {InteractionRecord} from '../state/state.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';

/** Opens an interaction and tells the bot of it over the gateway, whole.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export function deliver(world: ControlWorld, about: NewInteraction, data: Record<string, unknown>): InteractionRecord {
  const {state, objects} = world;
  const user = state.users.get(about.userId);
  const channel = state.channels.get(about.channelId);
  const bot = state.users.get(state.botUserId);
  if (!user || !channel || !bot) throw new ControlError('The user or channel is gone');
  const isDm = channel.kind === 'dm';
  const source = about.sourceMessageId === undefined ? undefined : state.messages.get(about.sourceMessageId);
  const interaction = world.interactions.open(about);
  const guildId = guildOf(state, channel);
  const guildLocale = state.guilds.get(guildId)?.locale ?? Locale.EnglishUS;
  const inGuild = {
    guild_id: guildId,
    guild: {id: guildId, locale: guildLocale, features: []},
    guild_locale: guildLocale,
    member: interactionMember(world, user, channel),
  };
  const payload = {
    id: interaction.id,
    application_id: state.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {...objects.channel(channel), permissions: inGuild.member['permissions']},
    ...(isDm ? {user: objects.user(user)} : inGuild),
    ...(source ? {message: objects.message(source)} : {}),
    app_permissions: String(channelPermissions(state, bot, channel)),
    locale: user.locale ?? Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: {[ApplicationIntegrationType.GuildInstall]: isDm ? '0' : guildId},
    context: isDm ? InteractionContextType.BotDM : InteractionContextType.Guild,
    attachment_size_limit: attachmentBytes,
  };
  // An interaction has no intent of its own: every session gets it.
  world.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload, 'any');
  return interaction;
}
