import {sweepClosedWorkshops} from '#src/store/closed-workshops.ts';
import {PinnedMessages} from '#src/store/pinned-messages.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';

/** How often it is looked, in ms, and how soon after a start. */
const everyMs = 5 * 60_000;
const firstMs = 30_000;

type LeftoverParts = Pick<FacilitatorsOptions, 'store' | 'workshops' | 'log'>;

/**
 * Deletes what workshops leave behind in Redis, whatever ended them, and whoever was killed before it could.
 * docs/redis-keys.md says what stays.
 */
export class Leftovers {
  readonly #parts: LeftoverParts;
  readonly #sweeps = new Repeated({
    work: async () => this.sweep(Date.now()),
    firstMs,
    everyMs,
    failed: (error) => this.#parts.log('what closed workshops left in Redis was not deleted', error),
  });

  constructor(parts: LeftoverParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweeps.start();
  }

  async close(): Promise<void> {
    await this.#sweeps.close();
  }

  async sweep(now: number): Promise<void> {
    const {store, workshops} = this.#parts;
    await sweepClosedWorkshops(store, now);
    const open = (await workshops.listAll()).filter(({state}) => state !== 'closed');
    const channelIds = open.flatMap(({channels}) => [channels.participants, channels.facilitators]);
    await new PinnedMessages(store).keepThoseOf(new Set(channelIds));
  }
}
