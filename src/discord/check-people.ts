import {ChannelType, PermissionFlagsBits} from 'discord-api-types/v10';
import type {Client} from 'discord.js';
import {words} from '#src/words/words.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {missingOf, type Permission} from './bot-permissions.ts';

const {SendMessagesInThreads, UseApplicationCommands, ViewChannel} = PermissionFlagsBits;

const view: Permission = {bit: ViewChannel, name: 'view'};
const useCommands: Permission = {bit: UseApplicationCommands, name: 'useCommands'};
const sendInThreads: Permission = {bit: SendMessagesInThreads, name: 'sendInThreads'};

/** What those who take part and those who teach need to do in each channel, whatever the bot may. */
const needed = {
  learners: {participants: [view, useCommands, sendInThreads], facilitators: []},
  facilitators: {participants: [view, sendInThreads], facilitators: [view, useCommands]},
} as const;

/**
 * Whether learners and facilitators may do in a workshop's channels what a class takes. Nobody can look into what single
 * people are allowed beside their roles: it is asked of @everyone, and of the role.
 */
export function checkPeople(
  {channels}: Client,
  workshop: {readonly participants: string; readonly facilitators: string},
  roleId: string | undefined,
): Finding[] {
  return (['learners', 'facilitators'] as const).flatMap((who) =>
    (['participants', 'facilitators'] as const).flatMap((where) => {
      const channel = channels.cache.get(workshop[where]);
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
}
