import type {Client} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
import {isNotSaid} from '#src/store/said.ts';
import type {Store} from '#src/store/store.ts';
import type {ChannelPosts} from './channel-posts.ts';

/** How long the same is not said again, in seconds: a bot may be started often. */
const saidSeconds = 24 * 3_600;

interface Parts {
  readonly chat: Client;
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly posts: ChannelPosts;
  readonly log: (message: string) => void;
}

/**
 * Says at the start what the bot may not do in the channels of open workshops: in the log, and where people can change it, in
 * the facilitators' channel or, where that is the one that is closed, in the participants'.
 */
export async function tellMissingRights({chat, store, workshops, posts, log}: Parts): Promise<void> {
  for (const {workshopId, workshop} of workshops.list()) {
    const {participants, facilitators} = workshop.channels;
    const lines = (['participants', 'facilitators'] as const).flatMap((place) => {
      const lacking = lackingIn(chat, workshop.channels[place], requiredFor);
      return lacking.length === 0
        ? []
        : [`In ${channelLink(workshop.channels[place])} I lack ${withPurposes(lacking)}.`];
    });
    if (lines.length === 0) continue;
    log(`what the workshop ${workshop.name} needs is not given: ${lines.join(' ')}`);
    const channel = [facilitators, participants].find((id) => lackingIn(chat, id, requiredFor).length === 0);
    if (channel === undefined) continue;
    if (!(await isNotSaid(store, {workshopId, what: 'rights', seconds: saidSeconds}))) continue;
    const next = '→ Who manages this server can give it to my role in the channel’s settings.';
    await posts.post(channel, plainMessage(['⚠ The workshop is not whole.', ...lines, next].join('\n')));
  }
}
