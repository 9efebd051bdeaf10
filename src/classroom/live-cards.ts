import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {tokenTrustedMs} from '#src/discord/limits.ts';
import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {Answers} from '#src/store/answers.ts';
import type {Cards} from '#src/store/cards.ts';
import {sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {serviceSchema} from '#src/kinds/service/schema.ts';
import {sortEvents, type Event} from '#src/kubernetes/event.ts';
import {crashLoopEndsAt} from '#src/kinds/pod/status/crash-loop.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {
  lackingMakers,
  refusedByEvents,
  refusedByReplicaSets,
  type LackingMaker,
  type RefusedPods,
} from '#src/views/pods/refused-pods.ts';
import type {ServedPods} from '#src/views/pods/apps.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {renderCard} from '#src/views/reply/render-card.ts';
import {cardTarget, placeCardId, type AnswerCard, type Card} from '#src/workshop/card.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {inLanguage} from '#src/words/words.ts';

/** The least time between two edits of one card, in ms. */
const spacingMs = 2_000;
/** How often cards are looked through for those that are due or at their end, in ms. */
const tickMs = 250;
/** How often the stored cards are read again, in ms, should a nudge be lost. */
const reloadMs = 2_000;
/** When to look again why Pods are lacking, in ms. */
const unexplainedMs = 3_000;
/** How long a card is left to a press on it, in ms: by then it has gone on under the press's token, or has not. */
const leftMs = 5_000;
/** How long such a press waits for an edit that is under way, in ms: it is to be answered, too. */
const underWayMs = 1_000;
/** How long nobody has a sandbox before its cards end, in ms: who has just joined is known a little later. */
const leftAfterMs = 10_000;
/** Cards of a kind that go on at a time in one sandbox; the oldest stops. */
const liveCardLimits: Readonly<Record<Card['kind'], number>> = {answer: 3, step: 1, place: 2};

interface LiveCard {
  readonly card: Card;
  isDirty: boolean;
  /** The edit that is under way. */
  edit: Promise<void> | undefined;
  /** Until when it is left to a press on it, on the process's own clock. */
  leftUntil: number;
  /** Newer ones took its place: it is edited once more, to say so. */
  isRetired: boolean;
  editedAt: number;
  shown: string | undefined;
  /** When time alone changes it, in ms since 1970. */
  changesAt: number | undefined;
  /** Since when its sandbox is nobody's, on the process's own clock. */
  leftSince: number | undefined;
}

export interface LiveCardsOptions {
  readonly cards: Cards;
  readonly answers: Answers;
  readonly watch: SandboxWatch;
  readonly replies: InteractionReplies;
  /** Whether somebody has that sandbox. */
  readonly isOwned: (namespace: string) => boolean;
  /** A step as its learner stands to it now, or their place in a line; undefined when they have left. */
  readonly render: (card: Exclude<Card, AnswerCard>, hasEnded: boolean) => Promise<ChatMessage | undefined>;
  /** The events about what of a kind makes Pods in a sandbox. */
  readonly eventsAbout: (kind: LackingMaker['kind'], sandbox: SandboxSpec) => Promise<readonly Event[]>;
  readonly log: Log;
}

/**
 * Keeps cards current: one edit of each in flight, what came in between is never sent, and the state is read when the
 * edit is made. After 14 minutes a card says so and offers a button that goes on; one of who left ends without.
 */
export class LiveCards {
  readonly #options: LiveCardsOptions;
  readonly #live = new Map<string, LiveCard>();
  readonly #repeated = [
    new Repeated({work: () => this.#run(), everyMs: tickMs, failed: (error) => this.#cardsFailed(error)}),
    new Repeated({work: async () => this.#take(), everyMs: reloadMs, failed: (error) => this.#cardsFailed(error)}),
  ];

  constructor(options: LiveCardsOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.reload();
    for (const one of this.#repeated) one.start();
  }

  async close(): Promise<void> {
    await Promise.all(this.#repeated.map(async (one) => one.close()));
  }

  /** Takes over the cards that were handed over since. */
  async reload(): Promise<void> {
    try {
      await this.#take();
    } catch (error) {
      this.#cardsFailed(error);
    }
  }

  #cardsFailed(error: unknown): void {
    this.#options.log('the cards could not be read', error);
  }

  async #take(): Promise<void> {
    for (const card of await this.#options.cards.list()) {
      const {id, namespace, reply} = cardTarget(card);
      const known = this.#live.get(id);
      if (known !== undefined && cardTarget(known.card).reply.interactionId === reply.interactionId) continue;
      const fresh = {
        card,
        isDirty: true,
        edit: undefined,
        leftUntil: 0,
        isRetired: false,
        editedAt: 0,
        shown: undefined,
        changesAt: undefined,
        leftSince: undefined,
      };
      this.#live.set(id, fresh);
      this.#retireOldest(namespace, card.kind);
    }
  }

  /** Something of that namespace changed. */
  touch(namespace: string): void {
    for (const live of this.#live.values()) if (cardTarget(live.card).namespace === namespace) live.isDirty = true;
  }

  /**
   * Leaves the cards of a message to a press that shows something else in its place: an edit that came after that would bring
   * back what was there before.
   * @param interactionId what the message answered first
   */
  async leave(interactionId: string): Promise<void> {
    const left = [interactionId, placeCardId(interactionId)].flatMap((id) => this.#live.get(id) ?? []);
    for (const live of left) live.leftUntil = performance.now() + leftMs;
    await endsWithin(Promise.all(left.flatMap(({edit}) => edit ?? [])), underWayMs);
  }

  /**
   * Whether a step's card of that sandbox is still edited. That is not to say that it is seen: a client forgets what one
   * person alone sees when it is started again, and nobody hears of that.
   * @param since only one that was asked for after that, in ms since 1970
   */
  hasStepCard(namespace: string, since = 0): boolean {
    return [...this.#live.values()].some(
      ({card, isRetired}) =>
        card.kind === 'step' &&
        card.namespace === namespace &&
        card.reply.createdAt >= since &&
        !isRetired &&
        !hasExpired(card),
    );
  }

  /** The oldest of a sandbox's cards end early, with their button: each would cost edits for ever. */
  #retireOldest(namespace: string, kind: Card['kind']): void {
    const cards = [...this.#live.values()]
      .filter(({card}) => card.kind === kind && cardTarget(card).namespace === namespace)
      .sort((a, b) => cardTarget(a.card).reply.createdAt - cardTarget(b.card).reply.createdAt);
    for (const live of cards.slice(0, Math.max(0, cards.length - liveCardLimits[kind]))) live.isRetired = true;
  }

  #run(): void {
    const now = Date.now();
    for (const live of this.#live.values()) {
      const hasEnded = live.isRetired || hasExpired(live.card) || this.#hasLeft(live);
      const isChanged = live.isDirty || (live.changesAt ?? Infinity) <= now;
      const isDue = (isChanged || hasEnded) && now - live.editedAt >= spacingMs;
      const isFree = live.edit === undefined && performance.now() >= live.leftUntil;
      if (isFree && isDue) live.edit = this.#edit(live, hasEnded).finally(() => (live.edit = undefined));
    }
  }

  /** Whether its learner has left. Who waits for a sandbox has none yet. */
  #hasLeft(live: LiveCard): boolean {
    const {card} = live;
    const isLeft = card.kind !== 'place' && !this.#options.isOwned(cardTarget(card).namespace);
    live.leftSince = isLeft ? (live.leftSince ?? performance.now()) : undefined;
    return live.leftSince !== undefined && performance.now() - live.leftSince >= leftAfterMs;
  }

  async #edit(live: LiveCard, hasEnded: boolean): Promise<void> {
    const {replies, log, answers, cards} = this.#options;
    const {card} = live;
    const {id, reply} = cardTarget(card);
    live.isDirty = false;
    live.changesAt = card.kind === 'answer' ? this.#changesAt(card) : undefined;
    try {
      const hasLeft = this.#hasLeft(live);
      const message = await inLanguage(reply.language, async () => this.#render(live, {hasEnded, hasLeft}));
      // not of who was forgotten meanwhile
      const isKept = hasEnded && !hasLeft && card.kind === 'answer' && (await cards.has(id));
      if (isKept) await answers.keep(card.command, card.outcome);
      const text = message === undefined ? undefined : JSON.stringify([message.content, message.buttons]);
      if (message === undefined) await this.#drop(id, live);
      else if (text !== live.shown || hasEnded) {
        const result = await replies.edit(reply, message, {keepsFiles: true});
        live.shown = text;
        if (result !== 'edited' || hasEnded) await this.#drop(id, live);
      }
    } catch (error) {
      live.isDirty = true;
      log('a card could not be edited', error);
    } finally {
      live.editedAt = Date.now();
    }
  }

  async #render(
    live: LiveCard,
    {hasEnded, hasLeft}: {readonly hasEnded: boolean; readonly hasLeft: boolean},
  ): Promise<ChatMessage | undefined> {
    const {card} = live;
    switch (card.kind) {
      case 'answer': {
        const {refused, isUnexplained} = await this.refusedOf(card);
        // an event is written beside what it is about, and may come after it
        if (isUnexplained) live.changesAt = Math.min(live.changesAt ?? Infinity, Date.now() + unexplainedMs);
        return renderCard(card, this.recordsOf(card), {
          refused,
          served: this.servedOf(card),
          hasEnded,
          hasLeft,
          now: Date.now(),
        });
      }
      case 'step':
      case 'place':
        return this.#options.render(card, hasEnded);
    }
  }

  /** The Pods that a card is about: those it selects, those that are gone included. */
  recordsOf(card: Pick<AnswerCard, 'command' | 'outcome' | 'selector'>): PodRecord[] {
    const {selector} = card;
    const parsed = selector === undefined ? undefined : parseLabelSelector(selector);
    return this.#options.watch
      .podsOf(sandboxOfCard(card).namespace)
      .filter(({labels}) => parsed === undefined || matchesLabels(parsed, labels));
  }

  /** The Services of the card's namespace, with all Pods that each finds there, also those that the card is not about. */
  servedOf(card: Pick<AnswerCard, 'command' | 'outcome'>): ServedPods[] {
    const {watch} = this.#options;
    const {namespace} = sandboxOfCard(card);
    const records = watch.podsOf(namespace);
    return watch.objectsOf(namespace, 'services').flatMap((object) => {
      const {metadata, spec} = serviceSchema.parse(object);
      const wanted = Object.entries(spec.selector ?? {});
      if (wanted.length === 0) return [];
      const pods = records.filter(({labels}) => wanted.every(([key, value]) => labels[key] === value));
      return [{service: metadata.name, pods}];
    });
  }

  /** Of what a card is about, what the cluster does not let make its Pods. `isUnexplained`: Pods are lacking for no known reason. */
  async refusedOf(
    card: Pick<AnswerCard, 'command' | 'outcome' | 'selector'>,
  ): Promise<{refused: readonly RefusedPods[]; isUnexplained: boolean}> {
    const {watch} = this.#options;
    const sandbox = sandboxOfCard(card);
    const selector = card.selector === undefined ? undefined : parseLabelSelector(card.selector);
    const lacking = lackingMakers((type) => watch.objectsOf(sandbox.namespace, type));
    const kinds = [...new Set(lacking.map(({kind}) => kind))];
    const events = (await Promise.all(kinds.map(async (kind) => this.#eventsAbout(kind, sandbox)))).flat();
    const told = refusedByEvents(lacking, events);
    const all = [...refusedByReplicaSets(watch.objectsOf(sandbox.namespace, 'replicasets')), ...told];
    return {
      refused: all.filter(({labels}) => selector === undefined || matchesLabels(selector, labels)),
      isUnexplained: told.length < lacking.length,
    };
  }

  async #eventsAbout(kind: LackingMaker['kind'], sandbox: SandboxSpec): Promise<readonly Event[]> {
    const {eventsAbout, log} = this.#options;
    try {
      const events = await eventsAbout(kind, sandbox);
      return sortEvents(events, ({lastTimestamp, eventTime}) => lastTimestamp ?? eventTime);
    } catch (error) {
      log(`the events of ${kind}s could not be read`, error);
      return [];
    }
  }

  /** A crash loop is over when its Pod has been well for a while. */
  #changesAt(card: AnswerCard): number | undefined {
    const now = Date.now();
    const times = this.recordsOf(card).flatMap((record) => crashLoopEndsAt(record, now) ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Unless it went on under another token meanwhile. */
  async #drop(id: string, live: LiveCard): Promise<void> {
    if (this.#live.get(id) !== live) return;
    this.#live.delete(id);
    await this.#options.cards.remove(id);
  }
}

const hasExpired = (card: Card): boolean => Date.now() - cardTarget(card).reply.createdAt > tokenTrustedMs;

/** The namespace whose Pods a card shows: where they were made, or else where its line is about. */
function sandboxOfCard({command, outcome}: Pick<AnswerCard, 'command' | 'outcome'>): SandboxSpec {
  const made = 'card' in outcome ? outcome.card?.namespace : undefined;
  return sandboxOf(command.sandbox, {inNamespace: made ?? command.operation.inNamespace});
}
