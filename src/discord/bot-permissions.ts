import {ChannelType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Client} from 'discord.js';

/** What the bot may have to be allowed, as people find it in Discord's settings, and what for. */
export interface BotPermission {
  readonly bit: bigint;
  readonly name: string;
  readonly purpose: string;
}

const channelPermissions = {
  view: {bit: PermissionFlagsBits.ViewChannel, name: 'View Channel', purpose: 'to find the channel'},
  send: {bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', purpose: 'for all that I post'},
  attach: {
    bit: PermissionFlagsBits.AttachFiles,
    name: 'Attach Files',
    purpose: 'for exact output and the picture of the class',
  },
  history: {
    bit: PermissionFlagsBits.ReadMessageHistory,
    name: 'Read Message History',
    purpose: 'to edit my messages after a restart',
  },
  pin: {bit: PermissionFlagsBits.PinMessages, name: 'Pin Messages', purpose: 'to pin the board'},
  createThreads: {
    bit: PermissionFlagsBits.CreatePrivateThreads,
    name: 'Create Private Threads',
    purpose: 'to open a help thread',
  },
  sendInThreads: {
    bit: PermissionFlagsBits.SendMessagesInThreads,
    name: 'Send Messages in Threads',
    purpose: 'to bring people into a help thread and say how the learner stands',
  },
} as const satisfies Record<string, BotPermission>;

const {view, send, attach, history, pin, createThreads, sendInThreads} = channelPermissions;

/** What is done in each of a workshop's channels. */
export const neededIn = {
  participants: [view, send, attach, history],
  facilitators: [view, send, attach, history, pin],
} as const satisfies Record<string, readonly BotPermission[]>;

/** What a channel must give for a workshop to be held in it: a board that is not pinned is a board. */
export const requiredFor: readonly BotPermission[] = neededIn.participants;

/** In the participants' channel; without them help is given by private answers. */
export const neededForThreads: readonly BotPermission[] = [view, createThreads, sendInThreads];

/** All that the bot's invitation asks for: what one of its channels needs, and nothing beside. */
export const invitedPermissions: bigint = Object.values(channelPermissions).reduce((bits, {bit}) => bits | bit, 0n);

/** Those that are not among `permissions`. */
export const missingOf = (
  needed: readonly BotPermission[],
  permissions: {readonly has: (bit: bigint) => boolean},
): BotPermission[] => needed.filter(({bit}) => !permissions.has(bit));

/** As a person reads them who can give them. */
export const withPurposes = (permissions: readonly BotPermission[]): string =>
  permissions.map(({name, purpose}) => `${name} (${purpose})`).join(', ');

/** What the bot lacks in one of a workshop's channels. What it does not know it does not lack. */
export function lackingIn(
  {channels}: Pick<Client, 'channels'>,
  channelId: string,
  needed: readonly BotPermission[],
): readonly BotPermission[] {
  const channel = channels.cache.get(channelId);
  if (channel?.type !== ChannelType.GuildText) return [view];
  const me = channel.guild.members.me;
  return me === null ? [] : missingOf(needed, channel.permissionsFor(me));
}
