import {sweepClosedWorkshops} from '#src/store/closed-workshops.ts';
import {PinnedMessages} from '#src/store/pinned-messages.ts';
import type {FacilitatorParts} from './facilitator-parts.ts';

/** How often it is looked, in ms, and how soon after a start. */
const everyMs = 5 * 60_000;
const firstMs = 30_000;

type LeftoverParts = Pick<FacilitatorParts, 'store' | 'workshops' | 'log'>;

/**
 * Deletes what workshops leave behind in Redis, whatever ended them, and whoever was killed before it could.
 * docs/redis-keys.md says what stays.
 */
export class Leftovers {
  readonly #parts: LeftoverParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LeftoverParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setTimeout(() => void this.#run(), firstMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async sweep(now: number): Promise<void> {
    const {store, workshops} = this.#parts;
    await sweepClosedWorkshops(store, now);
    const open = (await workshops.listAll()).filter(({state}) => state !== 'closed');
    const channelIds = open.flatMap(({channels}) => [channels.participants, channels.facilitators]);
    await new PinnedMessages(store).keepThoseOf(new Set(channelIds));
  }

  async #run(): Promise<void> {
    try {
      await this.sweep(Date.now());
    } catch (error) {
      if (this.#timer !== undefined) this.#parts.log('what closed workshops left in Redis was not deleted', error);
    }
    if (this.#timer !== undefined) this.#timer = setTimeout(() => void this.#run(), everyMs);
  }
}
