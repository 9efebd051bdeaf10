import type {REST} from '@discordjs/rest';
import {ChannelMessages, type MessageIds, type Pace, type Rendered} from '#src/discord/channel-messages.ts';
import {nonceOf, postMessage} from '#src/discord/post-message.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import {PinnedMessages} from '#src/store/pinned-messages.ts';
import type {ProgressLog} from '#src/store/progress-log.ts';
import type {Store} from '#src/store/store.ts';
import {countWallMessages, learnersPerMessage, renderWall} from '#src/views/channel/render-wall.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';
import type {CommandLinks} from '#src/discord/command-links.ts';
import type {ClassBoard} from './class-board.ts';
import type {ClassMembers} from './class-members.ts';
import type {Directory} from './directory.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';

/** About what Discord gives a channel is an edit a second. */
const pace: Pace = {spacingMs: 1_000, pictureMs: 10_000, failedMs: 5_000, refusedMs: 60_000, againMs: 240_000};
/** How often changes are handed on, in ms: those of a moment together. */
const tickMs = 250;
/** How often the board looks at the time: who is stuck is told by nothing else. In ms. */
const boardMs = 5_000;
/** How often everything is read and looked at again, in ms; it is at once after nudges were lost. */
const reloadMs = 300_000;

export interface ChannelViewsOptions {
  readonly rest: REST;
  readonly links: CommandLinks;
  readonly store: Store;
  readonly lab: Pick<Lab, 'steps'>;
  readonly directory: Pick<Directory, 'list' | 'reload'>;
  readonly members: ClassMembers;
  readonly board: ClassBoard;
  readonly progress: Pick<ProgressLog, 'changesChannel'>;
  readonly workshopId: string;
  readonly guildId: string;
  /** What both channels speak. */
  readonly language: Language;
  /** Ids of the two channels. */
  readonly workshopChannel: string;
  readonly facilitatorsChannel: string;
  readonly log: Log;
}

/** The wall, with everybody's Pods, and the board, with how the class is doing: kept current, each in its channel. */
export class ChannelViews {
  readonly #options: ChannelViewsOptions;
  readonly #wall: ChannelMessages;
  readonly #board: ChannelMessages;
  /** Sandboxes and learners with changes that were not handed on yet. */
  readonly #namespaces = new Set<string>();
  readonly #learnerIds = new Set<string>();
  /** When time alone changes each message of the wall, by its place. */
  readonly #turns = new Map<number, number>();
  /** Whose lines were where when they were handed on last. */
  #places: readonly string[] = [];
  #boardAt = 0;
  #reloadAt = Date.now() + reloadMs;
  readonly #ticks = new Repeated({
    work: async () => this.#tick(),
    everyMs: tickMs,
    failed: (error) => this.#options.log('the class could not be read', error),
  });
  #endNudges: (() => Promise<void>) | undefined;

  constructor(options: ChannelViewsOptions) {
    this.#options = options;
    const {workshopChannel, facilitatorsChannel, board} = options;
    this.#wall = this.#messages(workshopChannel, {
      what: 'wall',
      isPinned: false,
      render: async (index) => Promise.resolve(this.#renderWall(index)),
    });
    this.#board = this.#messages(facilitatorsChannel, {
      what: 'board',
      isPinned: true,
      render: async () => board.first(),
    });
  }

  async start(): Promise<void> {
    const {store, progress, members} = this.#options;
    this.#endNudges = await onNudge(
      store,
      progress.changesChannel,
      async (learnerId) => {
        this.#learnerIds.add(learnerId);
        return Promise.resolve();
      },
      () => (this.#reloadAt = 0),
    );
    await members.reload();
    this.#places = this.#stays();
    await this.#wall.start(countWallMessages(this.#places.length));
    await this.#board.start(1);
    this.#ticks.start();
  }

  /** Something of that sandbox changed. */
  podsChanged(namespace: string): void {
    this.#namespaces.add(namespace);
  }

  /** Something that only the board shows changed. */
  boardChanged(): void {
    this.#boardAt = 0;
  }

  /** Deletes the wall, and leaves the board as it is now, for good: what comes next to the channels begins anew. */
  async clear(): Promise<void> {
    await this.#ticks.close();
    await this.#wall.end('deleted');
    await this.#board.end('kept');
  }

  async close(): Promise<void> {
    await this.#ticks.close();
    await this.#endNudges?.();
    this.#wall.close();
    this.#board.close();
  }

  async #tick(): Promise<void> {
    await this.#readChanges();
    this.#handOn(Date.now());
  }

  /** Somebody did something; they may have joined or left by it. */
  async #readChanges(): Promise<void> {
    const {directory, members} = this.#options;
    const isAll = Date.now() >= this.#reloadAt;
    if (!isAll && this.#learnerIds.size === 0) return;
    const ids = new Set(this.#learnerIds);
    this.#learnerIds.clear();
    try {
      await directory.reload();
      await members.reload(isAll ? undefined : ids);
    } catch (error) {
      for (const id of ids) this.#learnerIds.add(id);
      throw error;
    }
    if (isAll) {
      this.#reloadAt = Date.now() + reloadMs;
      for (let index = 0; index < countWallMessages(this.#places.length); index += 1) this.#wall.touch(index);
    }
    for (const {id, namespace} of directory.list()) if (isAll || ids.has(id)) this.#namespaces.add(namespace);
    this.#boardAt = 0;
  }

  #handOn(now: number): void {
    const before = this.#places;
    this.#places = this.#stays();
    this.#wall.resize(countWallMessages(this.#places.length));
    const changed = new Set<number>();
    for (const [index, stay] of this.#places.entries()) if (stay !== before[index]) changed.add(messageOf(index));
    // where somebody was last and is no more
    if (before.length > this.#places.length) changed.add(messageOf(this.#places.length));
    for (const [index, {id, namespace}] of this.#options.directory.list().entries()) {
      if (!this.#namespaces.has(namespace)) continue;
      changed.add(messageOf(index));
      this.#options.board.changed(id);
    }
    const isBoardDue = changed.size > 0 || now - this.#boardAt >= boardMs;
    this.#namespaces.clear();
    for (const [index, at] of this.#turns) if (at <= now) changed.add(index);
    for (const index of [...changed].sort((a, b) => a - b)) this.#wall.touch(index);
    if (!isBoardDue) return;
    this.#boardAt = now;
    this.#board.touch(0);
  }

  #stays(): string[] {
    return this.#options.directory.list().map(({id, joinedAt}) => `${id}:${joinedAt}`);
  }

  #renderWall(index: number): Rendered {
    const {lab, members} = this.#options;
    const first = index * learnersPerMessage;
    const {message, changesAt} = renderWall(lab, members.list({first, count: learnersPerMessage}), {
      first,
      now: Date.now(),
    });
    if (changesAt === undefined) this.#turns.delete(index);
    else this.#turns.set(index, changesAt);
    return {message};
  }

  #messages(
    channelId: string,
    {
      what,
      isPinned,
      render,
    }: {readonly what: string; readonly isPinned: boolean; readonly render: (index: number) => Promise<Rendered>},
  ): ChannelMessages {
    const {rest, links, store, workshopId, guildId, language, log} = this.#options;
    return new ChannelMessages({
      rest,
      links,
      channelId,
      ids: messageIds(new PinnedMessages(store), `${guildId}:${channelId}`),
      render: async (index) => inLanguage(language, async () => render(index)),
      isPinned,
      name: `${workshopId}:${what}`,
      pace,
      onRefused: (act, error) => void this.#tellRefused(channelId, act, error),
      log,
    });
  }

  /** Facilitators can do something about it; whoever takes part can tell them, when it is their channel. */
  async #tellRefused(channelId: string, what: 'write' | 'pin', error: unknown): Promise<void> {
    const {rest, links, facilitatorsChannel, workshopChannel, language, log} = this.#options;
    const isOwn = channelId === facilitatorsChannel && what === 'write';
    log(`the channel ${channelId} does not let the bot ${what}`, error);
    const text = inLanguage(language, () =>
      words().channels[what === 'write' ? 'cantWrite' : 'cantPin']({channel: channelLink(channelId)}),
    );
    try {
      const nonce = nonceOf([this.#options.workshopId, 'refused', what, channelId]);
      await postMessage(rest, isOwn ? workshopChannel : facilitatorsChannel, plainMessage(text), {nonce, links});
    } catch (failure) {
      log('the facilitators could not be told', failure);
    }
  }
}

const messageOf = (place: number): number => Math.floor(place / learnersPerMessage);

/** The first has the channel's own name. */
function messageIds(messages: PinnedMessages, name: string): MessageIds {
  const nameOf = (index: number): string => (index === 0 ? name : `${name}:${index}`);
  return {
    list: async () => messages.list(name),
    set: async (index, messageId) => messages.set(nameOf(index), messageId),
    remove: async (index) => messages.remove(nameOf(index)),
  };
}
