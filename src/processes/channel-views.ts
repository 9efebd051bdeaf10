import type {Client} from 'discord.js';
import type {SandboxWatch} from '../cluster/sandbox-watch.ts';
import {ChannelMessage} from '../discord/channel-message.ts';
import {onHint} from '../store/on-hint.ts';
import {PinnedMessages} from '../store/pinned-messages.ts';
import type {ProgressLog} from '../store/progress-log.ts';
import type {Store} from '../store/store.ts';
import {renderBoard} from '../views/channel/render-board.ts';
import {renderWall} from '../views/channel/render-wall.ts';
import type {Directory} from './directory.ts';

/** The least time between two edits of a channel's message, in ms: about what Discord gives a channel. */
const spacingMs = 1_100;

export interface ChannelViewsOptions {
  readonly client: Client;
  readonly store: Store;
  readonly directory: Directory;
  readonly watch: SandboxWatch;
  readonly progress: ProgressLog;
  readonly guildId: string;
  /** Ids of the two channels. */
  readonly workshopChannel: string;
  readonly facilitatorsChannel: string;
  readonly log: (message: string, error?: unknown) => void;
}

/** The wall, with everybody's Pods, and the board, with who has done what: a message each, edited in place. */
export class ChannelViews {
  readonly #options: ChannelViewsOptions;
  readonly #wall: ChannelMessage;
  readonly #board: ChannelMessage;
  #endHints: (() => Promise<void>) | undefined;

  constructor(options: ChannelViewsOptions) {
    this.#options = options;
    this.#wall = this.#message(options.workshopChannel);
    this.#board = this.#message(options.facilitatorsChannel);
  }

  async start(): Promise<void> {
    const {store, progress} = this.#options;
    this.#endHints = await onHint(store, progress.changesChannel, async () => this.#progressChanged());
    this.podsChanged();
    this.#updateBoard();
  }

  podsChanged(): void {
    const {directory, watch} = this.#options;
    this.#wall.update(async () =>
      Promise.resolve(renderWall(directory.list(), (namespace) => watch.podsOf(namespace))),
    );
  }

  async close(): Promise<void> {
    await this.#endHints?.();
    this.#wall.close();
    this.#board.close();
  }

  /** Somebody did something; they may have joined or left by it. */
  async #progressChanged(): Promise<void> {
    await this.#options.directory.reload();
    this.#updateBoard();
    this.podsChanged();
  }

  #updateBoard(): void {
    const {directory, progress} = this.#options;
    this.#board.update(async () => renderBoard(directory.list(), await progress.latest()));
  }

  #message(channelId: string): ChannelMessage {
    const {client, store, guildId, log} = this.#options;
    const pinned = new PinnedMessages(store);
    const name = `${guildId}:${channelId}`;
    return new ChannelMessage({
      rest: client.rest,
      channelId,
      find: async () => pinned.find(name),
      remember: async (messageId) => pinned.set(name, messageId),
      spacingMs,
      log,
    });
  }
}
