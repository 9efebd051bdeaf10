import {createHash} from 'node:crypto';
import {z} from 'zod';
import type {Store} from './store.ts';

const endSchema = z.object({
  /** With which the chat closed the gateway. */
  code: z.number().int(),
  /** In ms since 1970. */
  at: z.number(),
});
export type GatewayEnd = z.infer<typeof endSchema>;

/** For how long, in seconds, an end counts, and how many are kept. */
const keptSeconds = 24 * 3_600;
const kept = 16;

/**
 * When the chat closed the gateway for good to a token, the latest first: whatever starts the bot again, and whichever bot
 * takes over, begins no session more often than that allows. Another token begins anew.
 */
export class GatewayEnds {
  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store, token: string) {
    this.#store = store;
    const whose = createHash('sha256').update(token).digest('hex').slice(0, 16);
    this.#key = store.key('gateway-ends', whose);
  }

  async note(end: GatewayEnd): Promise<void> {
    await this.#store.redis
      .multi()
      .lpush(this.#key, JSON.stringify(end))
      .ltrim(this.#key, 0, kept - 1)
      .expire(this.#key, keptSeconds)
      .exec();
  }

  async list(): Promise<GatewayEnd[]> {
    const noted = await this.#store.redis.lrange(this.#key, 0, -1);
    return noted.map((text) => endSchema.parse(JSON.parse(text)));
  }
}
