import {z} from 'zod';
import {largeBytes} from '#src/operations/cap-outcome.ts';
import {evenWhenFull} from '#src/store/full-redis.ts';
import {memoryUse} from '#src/store/memory-use.ts';
import {percentOf, type MemoryWatch} from '#src/store/redis-memory.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {renderNearlyFull, renderRoomAgain} from '#src/views/facilitators/render-memory.ts';
import {isLive} from '#src/workshop/workshop.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';

/** How often it is looked, in ms. */
const everyMs = 2_000;

/** Whether it is the first to say so. */
const tellScript = `${evenWhenFull} return redis.call('SADD', KEYS[1], ARGV[1])`;

export type MemoryNoticesParts = Pick<FacilitatorsOptions, 'store' | 'workshops' | 'log'> & {
  readonly posts: ChannelPosts;
  readonly memory: MemoryWatch;
};

/** Tells the facilitators of each workshop once that Redis is nearly full, and once that it is so no more. */
export class MemoryNotices {
  readonly #parts: MemoryNoticesParts;
  readonly #looks = new Repeated({
    work: async () => (this.#parts.memory.isNearlyFull ? this.#tellNearlyFull() : this.#tellRoomAgain()),
    everyMs,
    failed: (error) => this.#parts.log('facilitators could not be told how full Redis is', error),
  });

  constructor(parts: MemoryNoticesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#looks.start();
  }

  async close(): Promise<void> {
    await this.#looks.close();
  }

  async #tellNearlyFull(): Promise<void> {
    const {store, workshops, posts} = this.#parts;
    let message: ChatMessage | undefined;
    for (const {workshop, workshopId} of workshops.list()) {
      if (!isLive(workshop) || (await store.redis.eval(tellScript, 1, this.#key, workshopId)) !== 1) continue;
      message ??= await this.#nearlyFull();
      if (message !== undefined) await posts.post(workshop.channels.facilitators, message);
    }
  }

  async #nearlyFull(): Promise<ChatMessage | undefined> {
    const {store, memory, log} = this.#parts;
    const now = memory.memory;
    if (now === undefined) return undefined;
    const use = await memoryUse(store).catch((error: unknown) => {
      log('what takes the memory of Redis is not known', error);
      return undefined;
    });
    const message = renderNearlyFull({share: percentOf(now), usedBytes: now.usedBytes, use, largeBytes});
    log(message.content);
    return message;
  }

  async #tellRoomAgain(): Promise<void> {
    const {store, workshops, posts, memory, log} = this.#parts;
    const told = z.array(z.string()).parse(await store.redis.smembers(this.#key));
    for (const workshopId of told) {
      if ((await store.redis.srem(this.#key, workshopId)) !== 1 || memory.memory === undefined) continue;
      const message = renderRoomAgain(percentOf(memory.memory));
      log(message.content);
      const open = workshops.find(workshopId);
      if (open !== undefined) await posts.post(open.workshop.channels.facilitators, message);
    }
  }

  get #key(): string {
    return this.#parts.store.key('memory-told');
  }
}
