import {randomBytes} from 'node:crypto';
import {ChannelType} from 'discord-api-types/v10';
import {type Answer, said, shown} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Extension, WorkshopToOpen} from '#src/chat/facilitating.ts';
import {time} from '#src/chat/time.ts';
import {findLeaks} from '#src/cluster/node-agent/find-leaks.ts';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
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
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import {isLive, recordDays, type Learner, type Workshop} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {requireLive} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import type {TaskRunner} from './task-runner.ts';

const minuteMs = 60_000;
/** How long it is known what was said, in seconds: longer than closing takes. */
const saidSeconds = 24 * 3_600;
const theBot = {id: 'bot', name: 'Labrador'};

export interface WorkshopKeeperOptions extends FacilitatorsOptions {
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
}

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
    }
  }

  /** @throws UserError `bad-input` for a lab or a channel that can't be, `conflict` for a channel that is another's */
  async open(asked: WorkshopToOpen, asker: Asker): Promise<Answer> {
    const {labs, workshops} = this.#parts;
    const {installation} = workshops;
    if (!labs.has(asked.lab)) {
      throw new UserError('bad-input', `There is no lab ${asked.lab}.`, {
        next: `There are: ${[...labs.keys()].join(', ')}.`,
      });
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
        state: 'open',
        openedAt: now,
        ...(asked.capacity === undefined ? {} : {capacity: asked.capacity}),
        ...(asked.minutes === undefined ? {} : {endsAt: now + asked.minutes * minuteMs}),
        ...(asked.sandboxMinutes === undefined ? {} : {sandboxMs: asked.sandboxMinutes * minuteMs}),
      };
    });
    if (open === undefined) throw new Error(`a workshop of the lab ${asked.lab} did not open`);
    const announced = await this.#parts.posts.post(channels.participants, renderAnnouncement(open.lab), [
      'open',
      open.workshopId,
    ]);
    const status = await this.#status(open);
    if (announced !== undefined) return shown(status);
    const warning = `⚠ The chat did not take the announcement in ${channelLink(channels.participants)}: tell the class yourself. \`/workshop doctor\` says what I may do there.`;
    return shown({...status, content: `${warning}\n${status.content}`});
  }

  async status(open: OpenWorkshop): Promise<Answer> {
    return {kind: 'show', message: await this.#status(open)};
  }

  /** Asked before a workshop is closed. */
  askToClose({workshop, directory}: OpenWorkshop): Answer {
    const count = directory.list().length;
    return {
      kind: 'show',
      message: {
        content: `Close **${plainText(workshop.name)}**? ${count} ${count === 1 ? 'sandbox is' : 'sandboxes are'} removed with all that is in them. The record stays for ${recordDays} days: \`/workshop export\`.`,
        files: [],
        buttons: [{id: `${facilitatorButtons.close}:${workshop.id}`, label: 'Close it', style: 'danger'}],
      },
    };
  }

  /** Removes all sandboxes; what comes after that is done by `ended`. Twice is once. */
  async close(workshopId: string, by: {readonly id: string; readonly name: string}): Promise<Answer> {
    const begun = await this.#beginToClose(workshopId, by, isLive);
    return said(
      begun
        ? 'Closing. The report follows in the facilitators’ channel.'
        : 'This workshop is being closed, or is closed already.',
    );
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
        const text =
          '🔚 The workshop is closing. Sandboxes are removed; what you reached is kept. Thank you for taking part!';
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
    const leaks = await findLeaks(identities, task.workshopId).catch((error: unknown) => {
      log('what a workshop left in the cluster could not be looked for', error);
      return undefined;
    });
    // told before it is closed: nobody goes on with what is
    if (await this.#isNew(open, 'closed')) {
      const {name, channels} = open.workshop;
      const report = renderCloseReport(name, [...results.values()], leaks);
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
      throw new UserError('bad-input', 'Say what to extend.', {next: 'Give minutes: or capacity:, or both.'});
    }
    const changed = await this.#parts.workshops.change(workshop.id, (now) => {
      requireLive(now);
      if (by.minutes !== undefined && now.endsAt === undefined) {
        throw new UserError('bad-input', 'This workshop has no end: it is open until it is closed.');
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
      const at = changed.endsAt;
      const text = `⏱ The workshop goes on for ${by.minutes} minutes more: it ends ${time(at, 't')} (${time(at)}).`;
      await this.#parts.posts.post(workshop.channels.participants, plainMessage(text));
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
    const {replies, moved, log} = this.#parts;
    for (const line of [open.places, open.help]) {
      for (const {learnerId, reply} of await line.list()) {
        await line.remove(learnerId);
        moved(open, [{learnerId}]);
        if (Date.now() - reply.createdAt > tokenTrustedMs) continue;
        await replies
          .edit(reply, plainMessage('🔚 The workshop is closing, and so is this line.'))
          .catch((error: unknown) => log('somebody in line was not told', error));
      }
    }
  }

  async #status(open: OpenWorkshop): Promise<ChatMessage> {
    const {watch, places, workshops} = this.#parts;
    const {nodesPerSandbox, podsPerNode} = open.lab;
    return renderStatus({
      workshop: open.workshop,
      labTitle: open.lab.title,
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
      throw new UserError('bad-input', 'Participants and facilitators need a channel each.', {
        next: 'Type it in the facilitators’ channel, or name that with facilitators:.',
      });
    }
    for (const id of [participants, facilitators]) {
      const channel = chat.channels.cache.get(id);
      if (channel?.type !== ChannelType.GuildText || channel.guildId !== guildId) {
        throw new UserError('bad-input', 'That is no text channel that I can see.', {
          next: 'Let me view the channel, or choose another.',
        });
      }
      const lacking = lackingIn(chat, id, requiredFor);
      if (lacking.length > 0) {
        throw new UserError('bad-input', `In #${channel.name} I lack ${withPurposes(lacking)}.`, {
          next: 'Give it to my role in the channel’s settings, and type this again.',
        });
      }
      const other = workshops.at([id]);
      if (other !== undefined) {
        throw new UserError('conflict', `#${channel.name} belongs to the workshop ${other.workshop.name}.`, {
          next: 'Close that first, or choose another channel.',
        });
      }
    }
  }

  /** Never used before: what is left of an older workshop must not be taken for this one's. */
  async #newId(name: string): Promise<string> {
    const slug = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 20)
      .replace(/-+$/, '');
    const {workshops} = this.#parts;
    const taken = new Set((await workshops.listAll()).map(({id}) => id));
    for (;;) {
      const id = [slug, workshops.installation, randomBytes(2).toString('hex')].filter((part) => part !== '').join('-');
      if (!taken.has(id)) return id;
    }
  }
}
