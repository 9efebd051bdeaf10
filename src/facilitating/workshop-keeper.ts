import {randomBytes} from 'node:crypto';
import {type Answer, shown} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Extension, WorkshopToOpen} from '#src/chat/facilitating.ts';
import {time} from '#src/chat/time.ts';
import {lackingIn, requiredFor} from '#src/discord/bot-permissions.ts';
import {mayPing} from '#src/discord/may-ping.ts';
import {UserError} from '#src/operations/user-error.ts';
import {capacity} from '#src/sandbox/namespace/slices.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {renderAnnouncement} from '#src/views/channel/render-announcement.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {renderStatus} from '#src/views/facilitators/render-status.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {requireLive} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {requireChannels} from './require-channels.ts';
import {inLanguage, words} from '#src/words/words.ts';

const minuteMs = 60_000;

export interface WorkshopKeeperOptions extends FacilitatorsOptions {
  readonly posts: ChannelPosts;
}

/**
 * What a workshop's id takes of its name, in characters: it stands in the names of its namespaces, which have to leave room
 * for what tells those of one sandbox apart.
 */
const longestSlug = 12;

/** Opens workshops, and gives them more time and room. How they are closed: `workshop-closing.ts`. */
export class WorkshopKeeper {
  readonly #parts: WorkshopKeeperOptions;

  constructor(parts: WorkshopKeeperOptions) {
    this.#parts = parts;
  }

  /** Announces what could not be announced when it was opened. */
  async goOn(): Promise<void> {
    for (const open of this.#parts.workshops.list()) {
      const {state, isToAnnounce} = open.workshop;
      if (state !== 'closing' && isToAnnounce === true && this.#mayAnnounce(open)) await this.#announce(open);
    }
  }

  /** Where the bot may not write yet, nobody is told until it may. */
  #mayAnnounce({workshop}: OpenWorkshop): boolean {
    return lackingIn(this.#parts.chat, workshop.channels.participants, requiredFor).length === 0;
  }

  /** @throws UserError `bad-input` for a lab or a channel that can't be, `conflict` for a channel that is another's */
  async open(asked: WorkshopToOpen, asker: Asker): Promise<Answer> {
    const {labs, workshops} = this.#parts;
    const {installation} = workshops;
    if (!labs.has(asked.lab)) {
      throw new UserError(
        'bad-input',
        words().steering.open.noLab({lab: asked.lab, labs: [...labs.keys()].join(', ')}),
      );
    }
    const channels = {participants: asked.channel, facilitators: asked.facilitators ?? asker.channelIds.at(-1) ?? ''};
    const open = await workshops.open(async () => {
      requireChannels(channels, {chat: this.#parts.chat, workshops, guildId: asker.guildId});
      const now = Date.now();
      const name = asked.name ?? asked.lab;
      return {
        id: await this.#newId(name),
        installation,
        name,
        lab: asked.lab,
        ...(asker.guildId === undefined ? {} : {guildId: asker.guildId}),
        channels,
        replies: asked.replies,
        ...(asked.notify === undefined ? {} : {notifies: asked.notify}),
        language: asked.language ?? asker.guildLanguage,
        state: 'open',
        isToAnnounce: true,
        openedAt: now,
        ...(asked.capacity === undefined ? {} : {capacity: asked.capacity}),
        ...(asked.minutes === undefined ? {} : {endsAt: now + asked.minutes * minuteMs}),
        ...(asked.sandboxMinutes === undefined ? {} : {sandboxMs: asked.sandboxMinutes * minuteMs}),
      };
    });
    if (open === undefined) throw new Error(`a workshop of the lab ${asked.lab} did not open`);
    const announced = await this.#announce(open);
    const status = await this.#status(open);
    const opening = words().steering.open;
    const {chat, role} = this.#parts;
    const isHeard = asked.notify !== true || mayPing(chat, channels.facilitators, role.of(asker.guildId)?.id);
    const warnings = [
      ...(announced === undefined ? [opening.notAnnounced({channel: channelLink(channels.participants)})] : []),
      ...(isHeard ? [] : [opening.notHeard({role: plainText(role.nameIn(asker.guildId))})]),
    ];
    return shown({...status, content: [...warnings, status.content].join('\n')});
  }

  /** Says in the class's channel that it is open; twice is once. @returns the message's id; undefined when it was refused */
  async #announce({workshopId, workshop, lab}: OpenWorkshop): Promise<string | undefined> {
    const announcement = inLanguage(workshop.language, () => renderAnnouncement(lab));
    const announced = await this.#parts.posts.post(workshop.channels.participants, announcement, ['open', workshopId]);
    await this.#parts.workshops.change(workshopId, () => ({isToAnnounce: false}));
    return announced;
  }

  async status(open: OpenWorkshop): Promise<Answer> {
    return {kind: 'show', message: await this.#status(open)};
  }

  async extend(open: OpenWorkshop, by: Extension): Promise<Answer> {
    const {workshop} = open;
    if (by.minutes === undefined && by.capacity === undefined) {
      throw new UserError('bad-input', words().steering.extend.nothing);
    }
    const changed = await this.#parts.workshops.change(workshop.id, (now) => {
      requireLive(now);
      if (by.minutes !== undefined && now.endsAt === undefined) {
        throw new UserError('bad-input', words().steering.extend.noEnd);
      }
      const endsAt =
        by.minutes === undefined || now.endsAt === undefined
          ? now.endsAt
          : Math.max(now.endsAt, Date.now()) + by.minutes * minuteMs;
      return {
        ...(endsAt === undefined ? {} : {endsAt}),
        ...(by.capacity === undefined ? {} : {capacity: by.capacity}),
      };
    });
    if (by.minutes !== undefined && changed?.endsAt !== undefined) {
      const more = {minutes: by.minutes, at: time(changed.endsAt, 't'), ago: time(changed.endsAt)};
      const text = inLanguage(workshop.language, () => words().steering.extend.toClass(more));
      const purpose = ['extended', workshop.id, String(changed.endsAt)];
      await this.#parts.posts.post(workshop.channels.participants, plainMessage(text), purpose);
    }
    return {kind: 'show', message: await this.#status(open)};
  }

  async #status(open: OpenWorkshop): Promise<ChatMessage> {
    const {watch, places, workshops} = this.#parts;
    const {nodesPerSandbox, podsPerNode} = open.lab;
    return renderStatus({
      workshop: open.workshop,
      lab: open.lab,
      joined: open.directory.list().length,
      inLine: await places.count(open),
      fits: watch.isSynced ? capacity(watch.nodes(), {nodesPerSandbox, podsPerNode}) : undefined,
      others: workshops
        .listOf(open.workshop.guildId)
        .flatMap(({workshop}) => (workshop.id === open.workshopId ? [] : [workshop])),
    });
  }

  /** Never used before: what is left of an older workshop must not be taken for this one's. */
  async #newId(name: string): Promise<string> {
    const slug = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, longestSlug)
      .replace(/-+$/, '');
    const {workshops} = this.#parts;
    const taken = new Set((await workshops.listAll()).map(({id}) => id));
    for (;;) {
      const id = [slug, workshops.installation, randomBytes(2).toString('hex')].filter((part) => part !== '').join('-');
      if (!taken.has(id)) return id;
    }
  }
}
