import {GatewayDispatchEvents} from 'discord-api-types/v10';
import type {ApiObjects} from '../objects/api-objects.ts';
import type {ChangeEvents, Changes} from '../state/changes.ts';
import {isThread} from '../state/permissions.ts';
import type {Gateway} from './gateway.ts';

const channelEvents = {
  created: GatewayDispatchEvents.ChannelCreate,
  updated: GatewayDispatchEvents.ChannelUpdate,
  deleted: GatewayDispatchEvents.ChannelDelete,
} as const;

const threadEvents = {
  created: GatewayDispatchEvents.ThreadCreate,
  updated: GatewayDispatchEvents.ThreadUpdate,
  deleted: GatewayDispatchEvents.ThreadDelete,
} as const;

/** Tells sessions of channels and threads that come, change and go. */
export function announceChannels(options: {changes: Changes; objects: ApiObjects; gateway: Gateway}): void {
  const {changes, objects, gateway} = options;
  changes.on('channel', (...[type, channel]: ChangeEvents['channel']) => {
    if (channel.kind === 'dm') return;
    const isNewThread = isThread(channel) && type === 'created';
    const event = (isThread(channel) ? threadEvents : channelEvents)[type];
    gateway.dispatch(event, {...objects.channel(channel), ...(isNewThread ? {newly_created: true} : {})});
  });
}
