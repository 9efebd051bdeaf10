import type {SandboxWatch} from '../cluster/sandbox-watch.ts';
import type {InteractionReplies} from '../discord/interaction-replies.ts';
import {tokenTrustedMs} from '../discord/limits.ts';
import {matchesLabels, parseLabelSelector} from '../operations/kubectl/label-selector.ts';
import type {Answers} from '../store/answers.ts';
import type {Cards} from '../store/cards.ts';
import type {PodRecord} from '../views/pods/pod-record.ts';
import {renderCard} from '../views/reply/render-card.ts';
import type {Card} from '../workshop/card.ts';

/** The least time between two edits of one card, in ms. */
const spacingMs = 2_000;
/** How often cards are looked through for those that are due or at their end, in ms. */
const tickMs = 250;
/** How often the stored cards are read again, in ms, should a hint be lost. */
const reloadMs = 2_000;
/** Cards of one sandbox that go on at a time; the oldest stops. */
const liveCardLimit = 3;

interface LiveCard {
  readonly card: Card;
  isDirty: boolean;
  isBusy: boolean;
  /** Newer ones took its place: it is edited once more, to say so. */
  isRetired: boolean;
  editedAt: number;
  shown: string | undefined;
}

export interface LiveCardsOptions {
  readonly cards: Cards;
  readonly answers: Answers;
  readonly watch: SandboxWatch;
  readonly replies: InteractionReplies;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * Keeps cards current: one edit of each in flight, what came in between is never sent, and the state is read when the
 * edit is made. After 14 minutes a card says so and offers a button that goes on.
 */
export class LiveCards {
  readonly #options: LiveCardsOptions;
  readonly #live = new Map<string, LiveCard>();
  #tick: NodeJS.Timeout | undefined;
  #reload: NodeJS.Timeout | undefined;

  constructor(options: LiveCardsOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.reload();
    this.#tick = setInterval(() => this.#run(), tickMs);
    this.#reload = setInterval(() => void this.reload(), reloadMs);
  }

  close(): void {
    clearInterval(this.#tick);
    clearInterval(this.#reload);
  }

  /** Takes over the cards that were handed over since. */
  async reload(): Promise<void> {
    try {
      for (const card of await this.#options.cards.list()) {
        if (this.#live.has(card.command.id)) continue;
        const fresh = {card, isDirty: true, isBusy: false, isRetired: false, editedAt: 0, shown: undefined};
        this.#live.set(card.command.id, fresh);
        this.#retireOldest(card.command.sandbox.namespace);
      }
    } catch (error) {
      this.#options.log('the cards could not be read', error);
    }
  }

  /** Something of that namespace changed. */
  touch(namespace: string): void {
    for (const live of this.#live.values()) if (live.card.command.sandbox.namespace === namespace) live.isDirty = true;
  }

  /** The oldest of a sandbox's cards end early, with their button: each would cost edits for ever. */
  #retireOldest(namespace: string): void {
    const cards = [...this.#live.values()]
      .filter(({card}) => card.command.sandbox.namespace === namespace)
      .sort((a, b) => a.card.since - b.card.since);
    for (const live of cards.slice(0, Math.max(0, cards.length - liveCardLimit))) live.isRetired = true;
  }

  #run(): void {
    const now = Date.now();
    for (const live of this.#live.values()) {
      const hasEnded = live.isRetired || now - live.card.command.reply.createdAt > tokenTrustedMs;
      const isDue = (live.isDirty || hasEnded) && now - live.editedAt >= spacingMs;
      if (!live.isBusy && isDue) void this.#edit(live, hasEnded);
    }
  }

  async #edit(live: LiveCard, hasEnded: boolean): Promise<void> {
    const {replies, log, answers} = this.#options;
    const {card} = live;
    live.isBusy = true;
    live.isDirty = false;
    try {
      const message = renderCard(card, this.recordsOf(card), hasEnded);
      if (hasEnded) await answers.keep(card.command, card.outcome);
      if (message.content !== live.shown || hasEnded) {
        const result = await replies.edit(card.command.reply, message, {keepsFiles: true});
        live.shown = message.content;
        if (result !== 'edited' || hasEnded) await this.#drop(card.command.id);
      }
    } catch (error) {
      live.isDirty = true;
      log('a card could not be edited', error);
    } finally {
      live.isBusy = false;
      live.editedAt = Date.now();
    }
  }

  /** The Pods that a card is about: those it selects, those that are gone included. */
  recordsOf({command, selector}: Pick<Card, 'command' | 'selector'>): PodRecord[] {
    const parsed = selector === undefined ? undefined : parseLabelSelector(selector);
    return this.#options.watch
      .podsOf(command.sandbox.namespace)
      .filter(({labels}) => parsed === undefined || matchesLabels(parsed, labels));
  }

  async #drop(commandId: string): Promise<void> {
    this.#live.delete(commandId);
    await this.#options.cards.remove(commandId);
  }
}
