import type {Client} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
import {checkPeople} from '#src/discord/check-people.ts';
import type {FacilitatorRoles} from '#src/discord/facilitator-roles.ts';
import {isNotSaid} from '#src/store/said.ts';
import type {Store} from '#src/store/store.ts';
import type {ChannelPosts} from './channel-posts.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How long the same is not said again, in seconds: a bot may be started often. */
const saidSeconds = 24 * 3_600;

interface Parts {
  readonly chat: Client;
  readonly role: Pick<FacilitatorRoles, 'of'>;
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly posts: ChannelPosts;
  readonly log: (message: string) => void;
}

/**
 * Says at the start what the bot, learners and facilitators may not do in the channels of open workshops: in the log, and where people can change it, in
 * the facilitators' channel or, where that is the one that is closed, in the participants'.
 */
export async function tellMissingRights({chat, role, store, workshops, posts, log}: Parts): Promise<void> {
  for (const {workshopId, workshop} of workshops.list()) {
    const {participants, facilitators} = workshop.channels;
    const lacking = [participants, facilitators]
      .map((id) => ({id, permissions: lackingIn(chat, id, requiredFor)}))
      .filter(({permissions}) => permissions.length > 0);
    const sayLines = (): string[] => [
      ...lacking.map(({id, permissions}) =>
        words().channels.lackingIn({channel: channelLink(id), permissions: withPurposes(permissions)}),
      ),
      ...checkPeople(chat, workshop.channels, role.of(workshop.guildId)?.id).map(({said}) => said),
    ];
    if (sayLines().length === 0) continue;
    log(`what the workshop ${workshop.name} needs is not given: ${inLanguage('en', sayLines).join(' ')}`);
    const channel = [facilitators, participants].find((id) => lackingIn(chat, id, requiredFor).length === 0);
    if (channel === undefined) continue;
    if (!(await isNotSaid(store, {workshopId, what: 'rights', seconds: saidSeconds}))) continue;
    const lines = sayLines();
    const told = inLanguage(workshop.language, () => {
      const {notWhole, whoGives} = words().channels;
      return [notWhole, ...sayLines(), `→ ${whoGives}`].join('\n');
    });
    await posts.post(channel, plainMessage(told), ['rights', workshopId, ...lines]);
  }
}
