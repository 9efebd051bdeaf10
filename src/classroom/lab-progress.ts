import type {REST} from '@discordjs/rest';
import {nonceOf, postMessage} from '#src/discord/post-message.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {cut} from '#src/views/cut.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {CommandLinks} from '#src/discord/command-links.ts';
import type {Directory} from './directory.ts';
import type {LabGuide} from './lab-guide.ts';
import type {LiveCards} from './live-cards.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How long changes of a sandbox are gathered before its checks run, in ms. */
const settleMs = 500;
/** The least time between two messages in the channel, in ms. */
const announceMs = 3_000;
/** How long somebody with a card may take to go on from it before the channel tells them, in ms: their client may have lost it. */
const unseenMs = 60_000;
/** Learners that one message names. */
const mostNamed = 15;

export interface LabProgressOptions {
  readonly guide: LabGuide;
  readonly directory: Directory;
  readonly liveCards: LiveCards;
  readonly rest: REST;
  readonly links: CommandLinks;
  /** The participants' channel. */
  readonly channelId: string;
  /** What it speaks. */
  readonly language: Language;
  /** Whether it is the learner's own doing, which the channel hears of. */
  readonly isTold: (learner: Learner) => boolean;
  readonly log: Log;
}

interface Announcement {
  readonly learner: Learner;
  readonly step: Step;
  /** When it was passed, and from when on the channel is told, in ms since 1970. */
  readonly at: number;
  readonly dueAt: number;
}

/**
 * Runs the checks by themselves when what the watch sees changes. What is passed shows on the learner's card; where none is
 * kept current any more, the channel gets a line, those of a few seconds together.
 */
export class LabProgress {
  readonly #options: LabProgressOptions;
  readonly #dirty = new Set<string>();
  #announcements: Announcement[] = [];
  #announcedAt = 0;
  readonly #runs = new Repeated({
    work: async () => this.#run(),
    everyMs: settleMs,
    failed: (error) => this.#options.log('the checks could not run', error),
  });

  constructor(options: LabProgressOptions) {
    this.#options = options;
  }

  start(): void {
    this.#runs.start();
  }

  async close(): Promise<void> {
    await this.#runs.close();
  }

  /** Something of that namespace changed. */
  touch(namespace: string): void {
    this.#dirty.add(namespace);
  }

  async #run(): Promise<void> {
    const learners = this.#options.directory.list().filter(({namespace}) => this.#dirty.has(namespace));
    this.#dirty.clear();
    for (const learner of learners) await this.#advance(learner);
    await this.#announce();
  }

  async #advance(learner: Learner): Promise<void> {
    const {guide, liveCards, log, isTold} = this.#options;
    try {
      const steps = await guide.advance(learner);
      if (steps.length === 0) return;
      liveCards.touch(learner.namespace);
      if (!isTold(learner)) return;
      const at = Date.now();
      const dueAt = liveCards.hasStepCard(learner.namespace) ? at + unseenMs : at;
      this.#announcements.push(...steps.map((step) => ({learner, step, at, dueAt})));
    } catch (error) {
      this.#dirty.add(learner.namespace);
      log('the checks of a sandbox could not run', error);
    }
  }

  /** Who has gone on from the card, or has another of the lab, has seen it there. */
  #isSeen({learner, at, dueAt}: Announcement): boolean {
    return dueAt > at && this.#options.liveCards.hasStepCard(learner.namespace, at);
  }

  async #announce(): Promise<void> {
    const now = Date.now();
    if (now - this.#announcedAt < announceMs) return;
    this.#announcements = this.#announcements.filter((one) => !this.#isSeen(one));
    const due = this.#announcements.filter(({dueAt}) => dueAt <= now);
    if (due.length === 0) return;
    const {rest, links, channelId, language, log} = this.#options;
    const told = due.slice(0, mostNamed);
    this.#announcements = this.#announcements.filter((one) => !told.includes(one));
    this.#announcedAt = Date.now();
    const message = inLanguage(language, () => announcementOf(told));
    const passed = told.map(({learner, step}) => `${learner.id} ${learner.joinedAt} ${step.id}`);
    const nonce = nonceOf([channelId, 'passed', ...passed]);
    try {
      await postMessage(rest, channelId, message, {nonce, links});
    } catch (error) {
      // it is kept and on the card; the line in the channel is all that is lost
      log('a passed step could not be told in the channel', error);
    }
  }
}

function announcementOf(told: readonly Announcement[]): ChatMessage {
  const lines = told.map(({learner, step}) => `✅ ${mention(learner.id)} ${step.title}`);
  return {
    content: cut(lines.join('\n'), 2_000),
    files: [],
    buttons: [{id: labButtons.show, label: words().steps.showMine, style: 'primary'}],
    mentions: [...new Set(told.map(({learner}) => learner.id))],
  };
}
