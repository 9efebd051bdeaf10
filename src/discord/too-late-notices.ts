import type {REST} from '@discordjs/rest';
import {renderTooLate} from '#src/views/reply/render-too-late.ts';
import {postMessage} from './post-message.ts';

/** How long people are gathered for one message, in ms: an outage of the gateway ends for all at once. */
const gatherMs = 2_000;
/** How many one message names, and how long a channel may take it, in ms. */
const mostNamed = 40;
const postMs = 15_000;

export interface TooLateNoticesOptions {
  readonly rest: REST;
  readonly log: (message: string, error?: unknown) => void;
}

/** Tells people in their channel that what they sent came too late and was not done: one message for many. */
export class TooLateNotices {
  readonly #options: TooLateNoticesOptions;
  /** By channel. */
  readonly #gathered = new Map<string, Set<string>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: TooLateNoticesOptions) {
    this.#options = options;
  }

  add({channelId, userId}: {readonly channelId: string; readonly userId: string}): void {
    const known = this.#gathered.get(channelId);
    if (known !== undefined) {
      known.add(userId);
      return;
    }
    this.#gathered.set(channelId, new Set([userId]));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#post(channelId);
    }, gatherMs);
    this.#timers.add(timer);
  }

  /** Who is not told by then saw no answer, which says as much. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Never fails. */
  async #post(channelId: string): Promise<void> {
    const userIds = [...(this.#gathered.get(channelId) ?? [])];
    this.#gathered.delete(channelId);
    const {rest, log} = this.#options;
    try {
      for (let first = 0; first < userIds.length; first += mostNamed) {
        const message = renderTooLate(userIds.slice(first, first + mostNamed));
        await postMessage(rest, channelId, message, {signal: AbortSignal.timeout(postMs)});
      }
    } catch (error) {
      log(`who sent something too late could not be told in the channel ${channelId}`, error);
    }
  }
}
