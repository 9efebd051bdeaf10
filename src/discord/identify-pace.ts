import {setTimeout as sleep} from 'node:timers/promises';
import {SimpleIdentifyThrottler} from 'discord.js';

/** Of these Discord lets a bot have 1,000 a day, and resets the token of one that wants more. */
const sessionsAnHour = 30;
const hourMs = 60 * 60_000;

/**
 * When a session may be begun: as quickly as Discord takes them at first, and never so many in a day that it would mind.
 * @see https://discord.com/developers/docs/events/gateway#session-start-limit-object
 */
export class IdentifyPace {
  readonly #throttler = new SimpleIdentifyThrottler(1);
  #begun: number[] = [];

  /** @throws when the signal aborts first */
  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.take(Date.now());
    if (waitMs > 0) await sleep(waitMs, undefined, {signal});
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
}
