import type {Client} from 'discord.js';
import {channelLink} from '#src/chat/mention.ts';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
import {checkPeople, type ClassChannels} from '#src/discord/check-people.ts';
import {words} from '#src/words/words.ts';

/** What the bot, learners and facilitators may not do in the channels of a class, a sentence each. */
export function missingRights(chat: Client, channels: ClassChannels, roleId: string | undefined): string[] {
  const ofBot = [channels.participants, channels.facilitators].flatMap((id) => {
    const permissions = id === undefined ? [] : lackingIn(chat, id, requiredFor);
    if (id === undefined || permissions.length === 0) return [];
    return [words().channels.lackingIn({channel: channelLink(id), permissions: withPurposes(permissions)})];
  });
  return [...ofBot, ...checkPeople(chat, channels, roleId).map(({said}) => said)];
}
