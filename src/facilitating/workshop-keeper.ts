import {randomBytes} from 'node:crypto';
import {ChannelType} from 'discord-api-types/v10';
import {type Answer, said, shown} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Extension, WorkshopToOpen} from '#src/chat/facilitating.ts';
import {time} from '#src/chat/time.ts';
import {findLeaks} from '#src/cluster/node-agent/find-leaks.ts';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
import {mayPing} from '#src/discord/may-ping.ts';
import {tokenTrustedMs} from '#src/discord/limits.ts';
import {UserError} from '#src/operations/user-error.ts';
import {capacity} from '#src/sandbox/namespace/slices.ts';
import {isNotSaid} from '#src/store/said.ts';
import {sweepClosedWorkshops} from '#src/store/closed-workshops.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {renderAnnouncement} from '#src/views/channel/render-announcement.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {renderCloseReport, renderStatus} from '#src/views/facilitators/render-status.ts';
import {facilitatorButtons} from '#src/views/facilitators/facilitator-buttons.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import {isLive, recordDays, type Learner, type Workshop} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {requireLive} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import type {TaskRunner} from './task-runner.ts';
import {inLanguage, words} from '#src/words/words.ts';

const minuteMs = 60_000;
/** How long it is known what was said, in seconds: longer than closing takes. */
const saidSeconds = 24 * 3_600;
const theBot = {id: 'bot', name: 'Labrador'};

export interface WorkshopKeeperOptions extends FacilitatorsOptions {
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
  /** Ends a learner's request for help; what is left is to close its thread. */
  readonly endHelp: (open: OpenWorkshop, learnerId: string) => Promise<(() => Promise<void>) | undefined>;
}

/**
 * What a workshop's id takes of its name, in characters: it stands in the names of its namespaces, which have to leave room
 * for what tells those of one sandbox apart.
 */
const longestSlug = 12;

/** Opens workshops, gives them more time and room, and closes them. */
export class WorkshopKeeper {
  readonly #parts: WorkshopKeeperOptions;
  /** Workshops that are on their way to the task which removes their sandboxes. */
  readonly #closing = new Set<string>();

  constructor(parts: WorkshopKeeperOptions) {
    this.#parts = parts;
  }

  /** Goes on with closing where it stopped, whatever stopped it. */
  async goOn(): Promise<void> {
    for (const open of this.#parts.workshops.list()) {
      if (open.workshop.state === 'closing') await this.#closeSandboxes(open, theBot);
      else if (open.workshop.isToAnnounce === true && this.#mayAnnounce(open)) await this.#announce(open);
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
      this.#requireChannels(channels, asker.guildId);
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

  /** Asked before a workshop is closed. */
  askToClose({workshop, directory}: OpenWorkshop): Answer {
    const {ask, button} = words().steering.close;
    const count = directory.list().length;
    return {
      kind: 'show',
      message: {
        content: ask({name: plainText(workshop.name), count, days: recordDays}),
        files: [],
        buttons: [{id: `${facilitatorButtons.close}:${workshop.id}`, label: button, style: 'danger'}],
      },
    };
  }

  /** Removes all sandboxes; what comes after that is done by `ended`. Twice is once. */
  async close(workshopId: string, by: {readonly id: string; readonly name: string}): Promise<Answer> {
    const begun = await this.#beginToClose(workshopId, by, isLive);
    return said(begun ? words().steering.close.begun : words().steering.notLive);
  }

  /** Closes it when its time has come, unless it was just given more. */
  async closeAtItsEnd(workshopId: string, by: {readonly id: string; readonly name: string}): Promise<void> {
    await this.#beginToClose(
      workshopId,
      by,
      (now) => isLive(now) && now.endsAt !== undefined && now.endsAt <= Date.now(),
    );
  }

  async #beginToClose(
    workshopId: string,
    by: {readonly id: string; readonly name: string},
    isDue: (now: Workshop) => boolean,
  ): Promise<boolean> {
    const {workshops, log} = this.#parts;
    const open = workshops.find(workshopId);
    if (open === undefined) return false;
    // from here on it goes on by itself
    const changed = await workshops.change(workshopId, (now) => (isDue(now) ? {state: 'closing'} : undefined));
    if (changed === undefined) return false;
    await this.#closeSandboxes(open, by).catch((error: unknown) => log('closing goes on a little later', error));
    return true;
  }

  /** Each step of it can be done again: the next look goes on where it stopped. */
  async #closeSandboxes(open: OpenWorkshop, by: {readonly id: string; readonly name: string}): Promise<void> {
    const {queue, posts, tasks} = this.#parts;
    const {workshopId, workshop} = open;
    if (this.#closing.has(workshopId) || tasks.isClosing(workshopId)) return;
    this.#closing.add(workshopId);
    try {
      const learners = await open.learners.list();
      await queue.resume(learners.map(({namespace}) => namespace));
      if (await this.#isNew(open, 'closing')) {
        const text = inLanguage(workshop.language, () => words().steering.close.toClass);
        await posts.post(workshop.channels.participants, plainMessage(text), ['closing', workshopId]);
      }
      await this.#endLines(open);
      await this.#removeAll(workshopId, learners, by);
    } finally {
      this.#closing.delete(workshopId);
    }
  }

  /** All sandboxes of a workshop are removed: what is left of it is told, and its channels are free. */
  async ended(task: SandboxTask, results: ReadonlyMap<string, TaskResult>): Promise<void> {
    const {workshops, identities, posts, store, log} = this.#parts;
    const open = workshops.find(task.workshopId);
    if (task.kind !== 'close' || open === undefined) return;
    const {name, channels, language} = open.workshop;
    const looked = {workshopId: task.workshopId, lab: open.lab};
    const leaks = await inLanguage(language, async () => findLeaks(identities, looked)).catch((error: unknown) => {
      log('what a workshop left in the cluster could not be looked for', error);
      return undefined;
    });
    // told before it is closed: nobody goes on with what is
    if (await this.#isNew(open, 'closed')) {
      const report = inLanguage(language, () => renderCloseReport(name, [...results.values()], leaks));
      await posts.post(channels.facilitators, report, ['closed', task.workshopId]);
    }
    // what is stored as closed is nobody's any more, and neither is what it shows
    await open.clear();
    await workshops.change(task.workshopId, () => ({state: 'closed', closedAt: Date.now()}));
    await workshops.remove(task.workshopId);
    await sweepClosedWorkshops(store, Date.now()).catch((error: unknown) =>
      log('what a closed workshop left in Redis is deleted a little later', error),
    );
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

  /** Whether it was not said before, by this bot or another. */
  async #isNew({workshopId}: OpenWorkshop, what: string): Promise<boolean> {
    return isNotSaid(this.#parts.store, {workshopId, what, seconds: saidSeconds});
  }

  async #removeAll(
    workshopId: string,
    learners: readonly Learner[],
    {id, name}: {readonly id: string; readonly name: string},
  ): Promise<void> {
    await this.#parts.tasks.add({
      workshopId,
      kind: 'close',
      by: {id, name},
      learnerIds: learners.map((learner) => learner.id),
    });
  }

  /** Who waits is told that it is for nothing. */
  async #endLines(open: OpenWorkshop): Promise<void> {
    const {moved, endHelp} = this.#parts;
    for (const {learnerId, reply} of await open.places.list()) {
      await open.places.remove(learnerId);
      moved(open, [{learnerId}]);
      await this.#tellClosed(reply);
    }
    for (const {learnerId, reply} of await open.help.list()) {
      const closeThread = await endHelp(open, learnerId);
      if (reply !== undefined) await this.#tellClosed(reply);
      await closeThread?.();
    }
  }

  async #tellClosed(reply: ReplyTarget): Promise<void> {
    const {replies, log} = this.#parts;
    if (Date.now() - reply.createdAt > tokenTrustedMs) return;
    const told = inLanguage(reply.language, () => plainMessage(words().wall.place.lineClosed));
    await replies.edit(reply, told).catch((error: unknown) => log('somebody in line was not told', error));
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

  #requireChannels({participants, facilitators}: Workshop['channels'], guildId: string | undefined): void {
    const {chat, workshops} = this.#parts;
    if (participants === facilitators) {
      throw new UserError('bad-input', words().steering.open.sameChannel);
    }
    for (const id of [participants, facilitators]) {
      const channel = chat.channels.cache.get(id);
      if (channel?.type !== ChannelType.GuildText || channel.guildId !== guildId) {
        throw new UserError('bad-input', words().steering.open.noTextChannel);
      }
      const lacking = lackingIn(chat, id, requiredFor);
      if (lacking.length > 0) {
        throw new UserError(
          'bad-input',
          words().steering.open.lacking({channel: channel.name, permissions: withPurposes(lacking)}),
        );
      }
      const other = workshops.at([id]);
      if (other !== undefined) {
        throw new UserError(
          'conflict',
          words().steering.open.taken({channel: channel.name, workshop: other.workshop.name}),
        );
      }
    }
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
