import {z} from 'zod';
import type {Store} from './store.ts';

/** As long as answers are kept, in seconds. */
const keepSeconds = 24 * 3_600;

export interface LateMentionsOptions {
  /** From the last of its people having read their answers to its removal, in ms: who presses twice is still answered. */
  readonly readMs?: number;
  /** What its worker has not removed by then another does, in ms. */
  readonly leaseMs?: number;
}

/** A message that names people whose answers wait. */
export interface LateMention {
  readonly channelId: string;
  readonly messageId: string;
}

const readNow = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Who has read meanwhile is waited for no more. */
const postedScript = `
  ${readNow}
  local unread = 0
  for index = 6, #ARGV do
    if redis.call('EXISTS', ARGV[2] .. ARGV[index]) == 1 then
      unread = unread + 1
      redis.call('SADD', KEYS[2], ARGV[index])
      redis.call('SADD', ARGV[3] .. ARGV[index], ARGV[1])
      redis.call('EXPIRE', ARGV[3] .. ARGV[index], ARGV[4])
    end
  end
  if unread == 0 then
    redis.call('ZADD', KEYS[1], now + ARGV[5], ARGV[1])
  else
    redis.call('EXPIRE', KEYS[2], ARGV[4])
    redis.call('ZADD', KEYS[1], now + ARGV[4] * 1000, ARGV[1])
  end
  redis.call('EXPIRE', KEYS[1], ARGV[4] + 3600)`;

const readScript = `
  ${readNow}
  for _, mention in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    local unread = ARGV[2] .. string.match(mention, ' (.*)')
    redis.call('SREM', unread, ARGV[1])
    if redis.call('EXISTS', unread) == 0 then redis.call('ZADD', KEYS[1], now + ARGV[3], mention) end
  end
  redis.call('DEL', KEYS[2])`;

const removeInScript = `
  ${readNow}
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[3])`;

const takeScript = `
  ${readNow}
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 1)
  if #due == 0 then return false end
  redis.call('ZADD', KEYS[1], now + ARGV[1], due[1])
  return due[1]`;

/**
 * The messages that name people whose answers wait, until they have read them or their answers are kept no longer, and others
 * that are to go at a time. Any number
 * of workers share it. Keys: `late-mentions` by when each is to go, `late-unread` of a message, `late-mentions-of` a person.
 */
export class LateMentions {
  readonly #store: Store;
  readonly #options: Required<LateMentionsOptions>;

  constructor(store: Store, options: LateMentionsOptions = {}) {
    this.#store = store;
    this.#options = {readMs: 10_000, leaseMs: 20_000, ...options};
  }

  /** The channel has it. Twice is once. */
  async posted(mention: LateMention, userIds: readonly string[]): Promise<void> {
    await this.#store.redis.eval(
      postedScript,
      2,
      this.#due,
      this.#store.key('late-unread', mention.messageId),
      toMember(mention),
      this.#store.key('late-of', ''),
      this.#store.key('late-mentions-of', ''),
      String(keepSeconds),
      String(this.#options.readMs),
      ...userIds,
    );
  }

  /** Nothing waits for that person any more. */
  async read(userId: string): Promise<void> {
    await this.#store.redis.eval(
      readScript,
      2,
      this.#due,
      this.#store.key('late-mentions-of', userId),
      userId,
      this.#store.key('late-unread', ''),
      String(this.#options.readMs),
    );
  }

  /** It is to go in so many ms, whoever has read it by then; the last time that is said counts. */
  async removeIn(mention: LateMention, ms: number): Promise<void> {
    const given = [toMember(mention), String(ms), String(keepSeconds + 3_600)];
    await this.#store.redis.eval(removeInScript, 1, this.#due, ...given);
  }

  /** One that is to go, and that nobody else removes now; undefined when there is none. */
  async takeRead(): Promise<LateMention | undefined> {
    const member = await this.#store.redis.eval(takeScript, 1, this.#due, String(this.#options.leaseMs));
    return typeof member === 'string' ? memberSchema.parse(member) : undefined;
  }

  async noteRemoved(mention: LateMention): Promise<void> {
    await this.#store.redis.zrem(this.#due, toMember(mention));
  }

  get #due(): string {
    return this.#store.key('late-mentions');
  }
}

const toMember = ({channelId, messageId}: LateMention): string => `${channelId} ${messageId}`;

const memberSchema = z
  .string()
  .transform((text) => text.split(' '))
  .pipe(z.tuple([z.string(), z.string()]))
  .transform(([channelId, messageId]): LateMention => ({channelId, messageId}));
