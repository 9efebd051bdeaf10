import type {REST} from '@discordjs/rest';
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
  readonly log: (message: string, error?: unknown) => void;
}

/** Tells people in their channel that what they sent came too late and was not done: one message for many. */
export class TooLateNotices {
  readonly #options: TooLateNoticesOptions;
  /** By channel: who sent something, and their first interaction of it. */
  readonly #gathered = new Map<string, Map<string, string>>();
  readonly #timers = new Set<NodeJS.Timeout>();

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
        await postMessage(rest, channelId, message, {nonce, links, signal: AbortSignal.timeout(postMs)});
      }
    } catch (error) {
      log(`who sent something too late could not be told in the channel ${channelId}`, error);
    }
  }
}
