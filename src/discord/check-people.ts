import {ChannelType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Client} from 'discord.js';
import {words} from '#src/words/words.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {missingOf, type Permission} from './bot-permissions.ts';

const {ManageEvents, SendMessagesInThreads, UseApplicationCommands, ViewChannel} = PermissionFlagsBits;

const view: Permission = {bit: ViewChannel, name: 'view'};
const useCommands: Permission = {bit: UseApplicationCommands, name: 'useCommands'};
const sendInThreads: Permission = {bit: SendMessagesInThreads, name: 'sendInThreads'};

/** What those who take part and those who teach need to do in each channel, whatever the bot may. */
const needed = {
  learners: {participants: [view, useCommands, sendInThreads], facilitators: []},
  facilitators: {participants: [view, sendInThreads], facilitators: [view, useCommands]},
} as const;

/** Ids of the channels of a class; undefined where there is none. */
export interface ClassChannels {
  readonly participants: string | undefined;
  readonly facilitators: string | undefined;
}

/**
 * Whether learners and facilitators may do in a workshop's channels what a class takes. Nobody can look into what single
 * people are allowed beside their roles: it is asked of @everyone, and of the role.
 */
export function checkPeople({channels}: Client, workshop: ClassChannels, roleId: string | undefined): Finding[] {
  const inChannels = (['learners', 'facilitators'] as const).flatMap((who) =>
    (['participants', 'facilitators'] as const).flatMap((where) => {
      const channel = channels.cache.get(workshop[where] ?? '');
      if (channel?.type !== ChannelType.GuildText || needed[who][where].length === 0) return [];
      const role = channel.guild.roles.cache.get(who === 'learners' ? channel.guild.id : (roleId ?? ''));
      if (role === undefined) return [];
      const missing = missingOf(needed[who][where], channel.permissionsFor(role));
      if (missing.length === 0) return [];
      const said = words().settingUp;
      return [
        {
          name: said.rightsOf[who],
          state: 'warning' as const,
          said: said.lacksIn({
            role: role.name,
            channel: `#${channel.name}`,
            permissions: missing.map(({name}) => words().channels.permissions[name].name).join(', '),
          }),
          next: said.giveInChannel,
        },
      ];
    }),
  );
  return [...inChannels, ...checkOffered(channels, workshop, roleId)];
}

/** Whether what is for facilitators is offered to them: a right of the role, which no channel gives. */
function checkOffered(
  channels: Client['channels'],
  {facilitators}: ClassChannels,
  roleId: string | undefined,
): readonly Finding[] {
  const channel = channels.cache.get(facilitators ?? '');
  if (channel?.type !== ChannelType.GuildText) return [];
  const role = channel.guild.roles.cache.get(roleId ?? '');
  if (role === undefined || channel.guild.roles.everyone.permissions.has(ManageEvents)) return [];
  if (role.permissions.has(ManageEvents)) return [];
  const {rightsOf, notOffered} = words().settingUp;
  return [
    {
      name: rightsOf.facilitators,
      state: 'warning',
      said: notOffered.said({role: role.name}),
      next: notOffered.next,
    },
  ];
}
