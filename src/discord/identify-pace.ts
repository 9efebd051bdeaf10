import {setTimeout as sleep} from 'node:timers/promises';
import {SimpleIdentifyThrottler} from 'discord.js';
import {sessionWaits} from './session-waits.ts';
import type {Log} from '#src/lifecycle/log.ts';

/** Of these Discord lets a bot have 1,000 a day, and resets the token of one that wants more. */
const sessionsAnHour = 30;
const hourMs = 60 * 60_000;
/** How long Discord may take to say how many are left, in ms: a session that was lost is to be begun soon. */
const lookMs = 5_000;
/** Between two looks at least, in ms. */
const shortestMs = 1_000;

/** How many sessions Discord lets the bot begin yet, and in how many ms it is all of the day's again. */
export interface SessionLimit {
  readonly remaining: number;
  readonly resetAfterMs: number;
}

export interface IdentifyPaceOptions {
  readonly limit: (signal: AbortSignal) => Promise<SessionLimit>;
  readonly log: Log;
}

/**
 * When a session may be begun: as quickly as Discord takes them at first, and never so many in a day that it would mind. Before
 * each it is asked how many are left: other processes begin some with the same token.
 * @see https://docs.discord.com/developers/events/gateway#session-start-limit-object
 */
export class IdentifyPace {
  readonly #throttler = new SimpleIdentifyThrottler(1);
  readonly #options: IdentifyPaceOptions;
  #begun: number[] = [];

  constructor(options: IdentifyPaceOptions) {
    this.#options = options;
  }

  /** @throws when the signal aborts first */
  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.take(Date.now());
    if (waitMs > 0) await sleep(waitMs, undefined, {signal});
    await this.#untilSomeAreLeft(signal);
    await this.#throttler.waitForIdentify(shardId, signal);
  }

  /** Counts one; answers how long it has to wait. In ms, `nowMs` since 1970. */
  take(nowMs: number): number {
    this.#begun = this.#begun.filter((atMs) => atMs > nowMs - hourMs);
    const oldest = this.#begun.at(-sessionsAnHour);
    const waitMs = oldest === undefined ? 0 : oldest + hourMs - nowMs;
    this.#begun.push(nowMs + waitMs);
    return waitMs;
  }

  async #untilSomeAreLeft(signal: AbortSignal): Promise<void> {
    const {limit, log} = this.#options;
    for (;;) {
      const left = await limit(AbortSignal.any([signal, AbortSignal.timeout(lookMs)])).catch((error: unknown) => {
        // its own count is kept in any case
        if (!signal.aborted) log('how many sessions are left of the day’s could not be asked', error);
        return undefined;
      });
      signal.throwIfAborted();
      if (left === undefined || left.remaining > 0) return;
      const waitMs = Math.max(shortestMs, left.resetAfterMs);
      log(sessionWaits('lets the bot begin no session more today', waitMs));
      await sleep(waitMs, undefined, {signal});
    }
  }
}
