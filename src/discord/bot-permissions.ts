import {ChannelType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Client} from 'discord.js';
import type {Words} from '#src/words/en/en.ts';
import {words} from '#src/words/words.ts';

/** What the bot, or people, may have to be allowed. What it is called in Discord's settings, and what for, is said in words. */
export interface Permission {
  readonly bit: bigint;
  readonly name: keyof Words['channels']['permissions'];
}

const channelPermissions = {
  view: {bit: PermissionFlagsBits.ViewChannel, name: 'view'},
  send: {bit: PermissionFlagsBits.SendMessages, name: 'send'},
  attach: {bit: PermissionFlagsBits.AttachFiles, name: 'attach'},
  history: {bit: PermissionFlagsBits.ReadMessageHistory, name: 'history'},
  pin: {bit: PermissionFlagsBits.PinMessages, name: 'pin'},
  createThreads: {bit: PermissionFlagsBits.CreatePrivateThreads, name: 'createThreads'},
  sendInThreads: {bit: PermissionFlagsBits.SendMessagesInThreads, name: 'sendInThreads'},
} as const satisfies Record<string, Permission>;

const {view, send, attach, history, pin, createThreads, sendInThreads} = channelPermissions;

/** What is done in each of a workshop's channels. */
export const neededIn = {
  participants: [view, send, attach, history],
  facilitators: [view, send, attach, history, pin],
} as const satisfies Record<string, readonly Permission[]>;

/** What a channel must give for a workshop to be held in it: a board that is not pinned is a board. */
export const requiredFor: readonly Permission[] = neededIn.participants;

/** In the participants' channel; without them help is given by private answers. */
export const neededForThreads: readonly Permission[] = [view, createThreads, sendInThreads];

/** All that the bot's invitation asks for: what one of its channels needs, and nothing beside. */
export const invitedPermissions: bigint = bitsOf(Object.values(channelPermissions));

/** All of them as one number. */
export function bitsOf(permissions: readonly Permission[]): bigint {
  return permissions.reduce((bits, {bit}) => bits | bit, 0n);
}

/** Those that are not among `permissions`. */
export const missingOf = (
  needed: readonly Permission[],
  permissions: {readonly has: (bit: bigint) => boolean},
): Permission[] => needed.filter(({bit}) => !permissions.has(bit));

/** As a person reads them who can give them. */
export const withPurposes = (permissions: readonly Permission[]): string =>
  permissions
    .map((permission) => words().channels.permissions[permission.name])
    .map(({name, purpose}) => `${name} (${purpose})`)
    .join(', ');

/** What the bot lacks in one of a workshop's channels. What it does not know it does not lack. */
export function lackingIn(
  {channels}: Pick<Client, 'channels'>,
  channelId: string,
  needed: readonly Permission[],
): readonly Permission[] {
  const channel = channels.cache.get(channelId);
  if (channel?.type !== ChannelType.GuildText) return [view];
  const me = channel.guild.members.me;
  return me === null ? [] : missingOf(needed, channel.permissionsFor(me));
}
