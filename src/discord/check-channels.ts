import {ChannelType} from 'discord-api-types/v10';
import type {Client} from 'discord.js';
import type {Finding} from '#src/workshop/finding.ts';
import {missingOf, neededForThreads, neededIn, withPurposes} from './bot-permissions.ts';
import {words} from '#src/words/words.ts';

/** Whether the bot may do in a workshop's channels what it does there, and whether somebody can be a facilitator in its server. */
export function checkChannels(
  {guilds, channels}: Client,
  workshop: {readonly participants: string; readonly facilitators: string},
  role: {readonly name: string; readonly guildId: string | undefined},
): Finding[] {
  const {check: said} = words().channels;
  const findings: Finding[] = [];
  for (const place of ['participants', 'facilitators'] as const) {
    const channel = channels.cache.get(workshop[place]);
    const name = said.names[place];
    if (channel?.type !== ChannelType.GuildText) {
      findings.push({
        name,
        state: 'failed',
        said: said.notSeen,
        next: said.notSeenNext,
      });
      continue;
    }
    const me = channel.guild.members.me;
    if (me === null) {
      findings.push({
        name,
        state: 'unknown',
        said: said.notTold,
        next: said.notToldNext,
      });
      continue;
    }
    const permissions = channel.permissionsFor(me);
    const missing = missingOf(neededIn[place], permissions);
    findings.push(
      missing.length === 0
        ? {name, state: 'passed', said: said.allowed({channel: channel.name})}
        : {
            name,
            state: 'failed',
            said: said.lacking({channel: channel.name, permissions: withPurposes(missing)}),
            next: said.lackingNext,
          },
    );
    if (place === 'facilitators') continue;
    const noThreads = missingOf(neededForThreads, permissions);
    findings.push(
      noThreads.length === 0
        ? {name: said.names.threads, state: 'passed', said: said.threads}
        : {
            name: said.names.threads,
            state: 'warning',
            said: said.noThreads({permissions: withPurposes(noThreads)}),
            next: said.noThreadsNext,
          },
    );
  }
  const roles = guilds.cache.get(role.guildId ?? '')?.roles.cache;
  const found = roles?.some(({id, name}) => name === role.name || id === role.name) ?? false;
  findings.push(
    found
      ? {name: said.names.role, state: 'passed', said: said.role({role: role.name})}
      : {
          name: said.names.role,
          state: 'failed',
          said: said.noRole({role: role.name}),
          next: said.noRoleNext,
        },
  );
  return findings;
}
