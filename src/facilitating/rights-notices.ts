import {createHash} from 'node:crypto';
import {Events, type Client, type Guild} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {lackingIn, requiredFor} from '#src/discord/bot-permissions.ts';
import type {FacilitatorRoles} from '#src/discord/facilitator-roles.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {isNotSaid} from '#src/store/said.ts';
import type {Store} from '#src/store/store.ts';
import type {ChannelPosts} from './channel-posts.ts';
import {missingRights} from './missing-rights.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How long a start does not say the same again, in seconds: a bot may be started often. */
const saidSeconds = 24 * 3_600;

interface Parts {
  readonly chat: Client;
  readonly role: Pick<FacilitatorRoles, 'of' | 'nameIn'>;
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly posts: ChannelPosts;
  readonly log: Log;
}

/**
 * Says what the bot, learners and facilitators may not do in the channels of open workshops, and that nobody can be a
 * facilitator, at the start and as people change it: in the log, and where they can change it, in the facilitators' channel
 * or, where that is the one that is closed, in the participants'.
 */
export class RightsNotices {
  readonly #parts: Parts;
  /** What was missing of each workshop when it was looked at last. */
  readonly #known = new Map<string, string>();
  /** One look at a time: changes come in bursts. */
  #turn: Promise<void> = Promise.resolve();
  #looks = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const {chat, workshops} = this.#parts;
    for (const open of workshops.list()) await this.#look(open, 'start');
    chat.on(Events.ChannelUpdate, (_, channel) => 'guild' in channel && this.#changed(channel.guild));
    chat.on(Events.GuildRoleCreate, ({guild}) => this.#changed(guild));
    chat.on(Events.GuildRoleUpdate, (_, {guild}) => this.#changed(guild));
    chat.on(Events.GuildMemberUpdate, (_, {id, guild}) => id === chat.user?.id && this.#changed(guild));
  }

  #changed(guild: Guild): void {
    const {workshops, log} = this.#parts;
    const look = async (before: Promise<void>): Promise<void> => {
      await before;
      for (const open of workshops.listOf(guild.id)) {
        await this.#look(open, 'change').catch((error: unknown) =>
          log(`what the workshop ${open.workshop.name} lacks was not told`, error),
        );
      }
    };
    this.#turn = look(this.#turn);
  }

  async #look(open: OpenWorkshop, when: 'start' | 'change'): Promise<void> {
    const {chat, store, posts, log} = this.#parts;
    const {workshopId, workshop} = open;
    const {lines: inLog} = inLanguage('en', () => this.#say(open));
    const lacking = inLog.join(' ');
    if (lacking === (this.#known.get(workshopId) ?? '')) return;
    this.#known.set(workshopId, lacking);
    if (lacking === '') return;
    log(`what the workshop ${workshop.name} needs is not given: ${lacking}`);
    const {participants, facilitators} = workshop.channels;
    const channel = [facilitators, participants].find((id) => lackingIn(chat, id, requiredFor).length === 0);
    if (channel === undefined) return;
    const what = `rights-${createHash('sha256').update(lacking).digest('hex').slice(0, 16)}`;
    const isNew = await isNotSaid(store, {workshopId, what, seconds: saidSeconds});
    if (when === 'start' && !isNew) return;
    const told = inLanguage(workshop.language, () => {
      const {lines, next} = this.#say(open);
      return [words().channels.notWhole, ...lines, ...next.map((step) => `→ ${step}`)].join('\n');
    });
    this.#looks += 1;
    // what was given meanwhile and taken again is told anew
    const purpose = when === 'start' ? [] : [String(this.#looks)];
    await posts.post(channel, plainMessage(told), ['rights', workshopId, lacking, ...purpose]);
  }

  #say({workshop}: OpenWorkshop): {readonly lines: readonly string[]; readonly next: readonly string[]} {
    const {chat, role} = this.#parts;
    const own = role.of(workshop.guildId);
    // what a server with an outage has is not known
    const hasNoRole = own === undefined && chat.guilds.cache.get(workshop.guildId ?? '')?.available === true;
    const name = {role: plainText(role.nameIn(workshop.guildId))};
    const missing = missingRights(chat, workshop.channels, own?.id);
    const {check, whoGives, role: ofRole} = words().channels;
    return {
      lines: [...missing, ...(hasNoRole ? [check.noRole(name)] : [])],
      next: [...(missing.length > 0 ? [whoGives] : []), ...(hasNoRole ? [ofRole.next(name)] : [])],
    };
  }
}
