import {Events, type Role} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {plainText} from '#src/views/hostile-text.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'workshops' | 'role' | 'log'> & {readonly posts: ChannelPosts};

/** Says what people changed in a server that takes something from a workshop: in the log, and where it can still be read. */
export class ServerChanges {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    const {chat} = this.#parts;
    chat.on(Events.ChannelDelete, ({id}) => void this.#channelGone(id));
    chat.on(Events.GuildRoleUpdate, (before, after) => {
      if (this.#isFacilitators(before) && !this.#isFacilitators(after)) void this.#roleGone(before, after.name);
    });
    chat.on(Events.GuildRoleDelete, (role) => {
      if (this.#isFacilitators(role)) void this.#roleGone(role);
    });
  }

  #isFacilitators({id, name}: Role): boolean {
    return id === this.#parts.role || name === this.#parts.role;
  }

  async #channelGone(channelId: string): Promise<void> {
    const {workshops, posts, log} = this.#parts;
    const open = workshops.at([channelId]);
    if (open === undefined) return;
    const {name, channels} = open.workshop;
    const [what, other] =
      channelId === channels.participants
        ? ['participants', channels.facilitators]
        : ['facilitators', channels.participants];
    log(`the ${what}’ channel of the workshop ${name} was deleted`);
    const next =
      what === 'participants'
        ? 'Close this workshop and open one in another channel; what is in the sandboxes is not moved.'
        : `Facilitators: type /workshop close here, and open one with another channel.`;
    await posts.post(
      other,
      plainMessage(`⚠ The ${what}’ channel of **${plainText(name)}** was deleted. Sandboxes go on.\n→ ${next}`),
    );
  }

  async #roleGone({name, guild}: Role, newName?: string): Promise<void> {
    const {workshops, posts, log, role} = this.#parts;
    const became = newName === undefined ? 'was deleted' : `is called ${newName} now`;
    log(`the role ${name} of the server ${guild.name} ${became}: nobody is a facilitator there`);
    const told = `⚠ The role **${plainText(name)}** ${plainText(became)}: nobody is a facilitator any more.`;
    const next = `→ Name a role ${plainText(role)} again. Who runs the bot can name another one by FACILITATORS_ROLE.`;
    const channels = new Set(workshops.listOf(guild.id).map(({workshop}) => workshop.channels.facilitators));
    for (const channelId of channels) await posts.post(channelId, plainMessage(`${told}\n${next}`));
  }
}
