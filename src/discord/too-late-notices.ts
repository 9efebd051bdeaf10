import type {REST} from '@discordjs/rest';
import type {Log} from '#src/lifecycle/log.ts';
import {renderTooLate} from '#src/views/reply/render-too-late.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import type {CommandLinks} from './command-links.ts';
import {nonceOf, postMessage} from './post-message.ts';

/** How long people are gathered for one message, in ms: an outage of the gateway ends for all at once. */
const gatherMs = 2_000;
/** How many one message names, and how long a channel may take it, in ms. */
const mostNamed = 40;
const postMs = 15_000;
/** How long a message stays whose people send nothing more, and after the last of them has, in ms. */
const keptMs = 60 * 60_000;
const readMs = 10_000;
/** Of how many messages it is known who has sent something since; older ones stay for their time. */
const mostUnread = 100;

/** Whom nothing was done for, what they had sent, and what they read. */
export interface TooLate {
  readonly channelId: string;
  readonly userId: string;
  readonly interactionId: string;
  readonly language: Language;
}

export interface TooLateNoticesOptions {
  readonly rest: REST;
  readonly links: CommandLinks;
  /** What a channel speaks; undefined where nobody has said. */
  readonly languageIn: (channelId: string) => Language | undefined;
  /** Sees to it that a message goes in so many ms, whatever becomes of this process; the last time that is said counts. */
  readonly removeIn: (message: NoticePosted, ms: number) => Promise<void>;
  readonly log: Log;
}

interface NoticePosted {
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Tells people in a channel that what they sent came too late and was not done: one message for many. It goes once each of them
 * has sent something since, or nobody of them did for long.
 */
export class TooLateNotices {
  readonly #options: TooLateNoticesOptions;
  /** By channel: who sent something, and their first interaction of it. */
  readonly #gathered = new Map<string, Map<string, string>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Of each message that stands there: who has sent nothing since. */
  readonly #unread = new Map<NoticePosted, Set<string>>();

  constructor(options: TooLateNoticesOptions) {
    this.#options = options;
  }

  add({channelId, userId, interactionId, language}: TooLate): void {
    const known = this.#gathered.get(channelId);
    if (known !== undefined) {
      if (!known.has(userId)) known.set(userId, interactionId);
      return;
    }
    this.#gathered.set(channelId, new Map([[userId, interactionId]]));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#post(channelId, this.#options.languageIn(channelId) ?? language);
    }, gatherMs);
    this.#timers.add(timer);
  }

  /** Somebody sends something: what they were told they know. */
  heardOf(userId: string): void {
    for (const [posted, people] of this.#unread) {
      if (!people.delete(userId) || people.size > 0) continue;
      this.#unread.delete(posted);
      void this.#removeIn(posted, readMs);
    }
  }

  /** Who is not told by then saw no answer, which says as much. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Never fails. */
  async #post(channelId: string, language: Language): Promise<void> {
    const gathered = [...(this.#gathered.get(channelId) ?? [])];
    this.#gathered.delete(channelId);
    const {rest, links, log} = this.#options;
    try {
      for (let first = 0; first < gathered.length; first += mostNamed) {
        const named = gathered.slice(first, first + mostNamed);
        const message = inLanguage(language, () => renderTooLate(named.map(([userId]) => userId)));
        const nonce = nonceOf([channelId, 'too-late', ...named.map(([, interactionId]) => interactionId)]);
        const signal = AbortSignal.timeout(postMs);
        const posted = {channelId, messageId: await postMessage(rest, channelId, message, {nonce, links, signal})};
        this.#unread.set(posted, new Set(named.map(([userId]) => userId)));
        const [oldest] = this.#unread.keys();
        if (this.#unread.size > mostUnread && oldest !== undefined) this.#unread.delete(oldest);
        await this.#removeIn(posted, keptMs);
      }
    } catch (error) {
      log(`who sent something too late could not be told in the channel ${channelId}`, error);
    }
  }

  /** Never fails. */
  async #removeIn(posted: NoticePosted, ms: number): Promise<void> {
    const {removeIn, log} = this.#options;
    await removeIn(posted, ms).catch((error: unknown) => log('a message about what came too late stays', error));
  }
}
