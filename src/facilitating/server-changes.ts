import {Events, type DMChannel, type Guild, type NonThreadGuildBasedChannel, type Role} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {plainText} from '#src/views/hostile-text.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'workshops' | 'role' | 'roomNames' | 'log'> & {
  readonly posts: ChannelPosts;
};

/** What a bot reads instead of the name of a channel that is hidden from it. */
const hiddenName = '___hidden___';

type Channel = DMChannel | NonThreadGuildBasedChannel;

/**
 * Says what people changed in a server that takes something from a workshop, or by which it is no longer found under the
 * name that people know: in the log, and where it can still be read.
 */
export class ServerChanges {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    const {chat} = this.#parts;
    chat.on(Events.ChannelDelete, ({id}) => void this.#channelGone(id));
    chat.on(Events.ChannelUpdate, (before, now) => void this.#channelChanged(before, now));
    chat.on(Events.GuildRoleUpdate, (before, now) => void this.#roleChanged(before, now));
    chat.on(Events.GuildRoleDelete, (role) => {
      // whichever the server has by then is another
      if (this.#parts.role.isFacilitator({guildId: role.guild.id, roles: [role.id, role.name]}))
        void this.#roleGone(role);
    });
  }

  async #channelGone(channelId: string): Promise<void> {
    const {workshops, posts, log} = this.#parts;
    const open = workshops.at([channelId]);
    if (open === undefined) return;
    const {name, channels, language} = open.workshop;
    const [what, other] =
      channelId === channels.participants
        ? (['participants', channels.facilitators] as const)
        : (['facilitators', channels.participants] as const);
    log(`the ${what}’ channel of the workshop ${name} was deleted`);
    const told = inLanguage(language, () => words().channels.deleted[what]({workshop: plainText(name)}));
    await posts.post(other, plainMessage(told), ['channel-gone', channelId]);
  }

  async #channelChanged(before: Channel, now: Channel): Promise<void> {
    const {workshops, posts, log} = this.#parts;
    const open = workshops.at([now.id]);
    if (open === undefined || !('name' in before && 'name' in now) || before.name === now.name) return;
    if ([before.name, now.name].includes(hiddenName)) return;
    const {name, channels, language} = open.workshop;
    log(`the channel ${before.name} of the workshop ${name} is called ${now.name} now`);
    const names = {before: plainText(before.name), now: plainText(now.name), workshop: plainText(name)};
    const told = inLanguage(language, () => words().channels.renamed(names));
    await posts.post(channels.facilitators, plainMessage(told), ['channel-renamed', now.id, before.name, now.name]);
  }

  async #roleChanged(before: Role, {id, name, guild}: Role): Promise<void> {
    const {role, log} = this.#parts;
    if (before.name === name || role.of(guild.id)?.id !== id) return;
    log(`the role ${before.name} of the server ${guild.name} is called ${name} now`);
    const names = {before: plainText(before.name), now: plainText(name)};
    await this.#tellFacilitators(guild, () => words().channels.role.renamed(names), ['role-renamed', id, name]);
  }

  async #roleGone({id, name, guild}: Role): Promise<void> {
    const {log, roomNames} = this.#parts;
    log(`the role ${name} of the server ${guild.name} was deleted: nobody is a facilitator there`);
    const say = (): string => {
      const {deleted, next} = words().channels.role;
      return `${deleted({name: plainText(name)})}\n→ ${next({role: plainText(roomNames.role)})}`;
    };
    await this.#tellFacilitators(guild, say, ['role-gone', id]);
  }

  /** In each of a server's facilitators' channels. */
  async #tellFacilitators(guild: Guild, say: () => string, purpose: readonly string[]): Promise<void> {
    const {workshops, posts} = this.#parts;
    const told = inLanguage(languageOf(guild.preferredLocale), say);
    const channels = new Set(workshops.listOf(guild.id).map(({workshop}) => workshop.channels.facilitators));
    for (const channelId of channels) await posts.post(channelId, plainMessage(told), purpose);
  }
}
