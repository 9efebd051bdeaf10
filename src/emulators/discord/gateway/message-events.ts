import {GatewayDispatchEvents, GatewayIntentBits} from 'discord-api-types/v10';
import type {ApiObjects} from '../objects/api-objects.ts';
import {guildOf} from '../state/guilds.ts';
import type {ChangeEvents, Changes} from '../state/changes.ts';
import type {Gateway} from './gateway.ts';
import type {ChatState} from '../state/state.ts';

/** Tells sessions with the intent of messages that come, change and go; ephemeral ones never reach the gateway. */
export function announceMessages(options: {
  state: ChatState;
  changes: Changes;
  objects: ApiObjects;
  gateway: Gateway;
}): void {
  const {state, changes, objects, gateway} = options;
  changes.on('message', (...[type, message]: ChangeEvents['message']) => {
    if (message.ephemeralFor !== undefined) return;
    const channel = state.channels.get(message.channelId);
    const isDm = channel?.kind === 'dm';
    const intent = isDm ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    const place = isDm ? {} : {guild_id: guildOf(state, channel ?? {})};
    if (type === 'deleted') {
      const data = {id: message.id, channel_id: message.channelId, ...place};
      gateway.dispatch(GatewayDispatchEvents.MessageDelete, data, intent);
      return;
    }
    const event = type === 'created' ? GatewayDispatchEvents.MessageCreate : GatewayDispatchEvents.MessageUpdate;
    gateway.dispatch(event, {...objects.message(message), ...place}, intent);
  });
}
