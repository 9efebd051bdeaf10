import {z} from 'zod';
import {largeBytes} from '#src/operations/cap-outcome.ts';
import {evenWhenFull} from '#src/store/full-redis.ts';
import {memoryUse} from '#src/store/memory-use.ts';
import {percentOf, type MemoryWatch, type RedisMemory} from '#src/store/redis-memory.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {
  renderNearlyFull,
  renderRoomAgain,
  type NearlyFull as NearlyFullShown,
} from '#src/views/facilitators/render-memory.ts';
import {isLive} from '#src/workshop/workshop.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {inLanguage} from '#src/words/words.ts';

/** How often it is looked, in ms. */
const everyMs = 2_000;

/** Whether it is the first to say so. */
const tellScript = `${evenWhenFull} return redis.call('SADD', KEYS[1], ARGV[1])`;

/** How full it is, and what of. */
type NearlyFull = Omit<NearlyFullShown, 'share'> & {readonly memory: RedisMemory};

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
    let full: NearlyFull | undefined;
    for (const {workshop, workshopId} of workshops.list()) {
      if (!isLive(workshop) || (await store.redis.eval(tellScript, 1, this.#key, workshopId)) !== 1) continue;
      full ??= await this.#nearlyFull();
      if (full === undefined) continue;
      const {memory, ...rest} = full;
      const message = inLanguage(workshop.language, () => renderNearlyFull({...rest, share: percentOf(memory)}));
      await posts.post(workshop.channels.facilitators, message, this.#purpose('full'));
    }
  }

  async #nearlyFull(): Promise<NearlyFull | undefined> {
    const {store, memory, log} = this.#parts;
    const now = memory.memory;
    if (now === undefined) return undefined;
    const use = await memoryUse(store).catch((error: unknown) => {
      log('what takes the memory of Redis is not known', error);
      return undefined;
    });
    const full = {usedBytes: now.usedBytes, use, largeBytes};
    log(renderNearlyFull({...full, share: percentOf(now)}).content);
    return {...full, memory: now};
  }

  async #tellRoomAgain(): Promise<void> {
    const {store, workshops, posts, memory, log} = this.#parts;
    const told = z.array(z.string()).parse(await store.redis.smembers(this.#key));
    for (const workshopId of told) {
      if ((await store.redis.srem(this.#key, workshopId)) !== 1 || memory.memory === undefined) continue;
      const now = memory.memory;
      const render = (): ChatMessage => renderRoomAgain(percentOf(now));
      log(render().content);
      const open = workshops.find(workshopId);
      if (open === undefined) continue;
      const message = inLanguage(open.workshop.language, render);
      await posts.post(open.workshop.channels.facilitators, message, this.#purpose('room again'));
    }
  }

  /** It may fill up and have room again many times. */
  #purpose(what: string): readonly string[] {
    return ['memory', what, new Date().toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)];
  }

  get #key(): string {
    return this.#parts.store.key('memory-told');
  }
}
