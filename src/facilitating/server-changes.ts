import {Events, type Role} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {plainText} from '#src/views/hostile-text.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'workshops' | 'role' | 'roomNames' | 'log'> & {
  readonly posts: ChannelPosts;
};

/** Says what people changed in a server that takes something from a workshop: in the log, and where it can still be read. */
export class ServerChanges {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    const {chat} = this.#parts;
    chat.on(Events.ChannelDelete, ({id}) => void this.#channelGone(id));
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

  async #roleGone({id, name, guild}: Role): Promise<void> {
    const {workshops, posts, log, roomNames} = this.#parts;
    log(`the role ${name} of the server ${guild.name} was deleted: nobody is a facilitator there`);
    const told = inLanguage(languageOf(guild.preferredLocale), () => {
      const {deleted, next} = words().channels.role;
      return `${deleted({name: plainText(name)})}\n→ ${next({role: plainText(roomNames.role)})}`;
    });
    const channels = new Set(workshops.listOf(guild.id).map(({workshop}) => workshop.channels.facilitators));
    const purpose = ['role-gone', id];
    for (const channelId of channels) await posts.post(channelId, plainMessage(told), purpose);
  }
}
