import {ChannelType} from 'discord-api-types/v10';
import type {Client} from 'discord.js';
import type {Finding} from '#src/workshop/finding.ts';
import {missingOf, neededForThreads, neededIn, withPurposes} from './bot-permissions.ts';

/** Whether the bot may do in a workshop's channels what it does there, and whether somebody can be a facilitator. */
export function checkChannels(
  {guilds, channels}: Client,
  workshop: {readonly participants: string; readonly facilitators: string},
  role: string,
): Finding[] {
  const findings: Finding[] = [];
  for (const place of ['participants', 'facilitators'] as const) {
    const channel = channels.cache.get(workshop[place]);
    const name = `Channel of ${place}`;
    if (channel?.type !== ChannelType.GuildText) {
      findings.push({
        name,
        state: 'failed',
        said: 'I can’t see it.',
        next: 'Give my role View Channel there, or open the workshop in another.',
      });
      continue;
    }
    const me = channel.guild.members.me;
    if (me === null) {
      findings.push({
        name,
        state: 'unknown',
        said: 'The chat has not told what I may do.',
        next: 'Try again in a minute.',
      });
      continue;
    }
    const permissions = channel.permissionsFor(me);
    const missing = missingOf(neededIn[place], permissions);
    findings.push(
      missing.length === 0
        ? {name, state: 'passed', said: `#${channel.name}: I may do what I need to.`}
        : {
            name,
            state: 'failed',
            said: `#${channel.name}: I lack ${withPurposes(missing)}.`,
            next: 'Give them to my role in the channel’s settings.',
          },
    );
    if (place === 'facilitators') continue;
    const noThreads = missingOf(neededForThreads, permissions);
    findings.push(
      noThreads.length === 0
        ? {name: 'Threads', state: 'passed', said: 'I may open private threads for help.'}
        : {
            name: 'Threads',
            state: 'warning',
            said: `I lack ${withPurposes(noThreads)}: help is given by private answers.`,
            next: 'Give them to my role to have threads.',
          },
    );
  }
  const roles = guilds.cache.flatMap(({roles: own}) => own.cache);
  const found = roles.some((own) => own.name === role || own.id === role);
  findings.push(
    found
      ? {name: 'Facilitators', state: 'passed', said: `There is a role ${role}.`}
      : {
          name: 'Facilitators',
          state: 'failed',
          said: `There is no role ${role}: nobody is a facilitator.`,
          next: 'Make it, or set FACILITATORS_ROLE to one that there is.',
        },
  );
  return findings;
}
