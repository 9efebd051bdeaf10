import {z} from 'zod';
import {capTightly} from '#src/operations/cap-outcome.ts';
import {outcomeSchema, type Outcome} from '#src/operations/outcome.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';
import type {MemoryWatch} from './redis-memory.ts';
import type {Store} from './store.ts';

const keepSeconds = 24 * 3_600;
/** Of one person: each answer and each manifest may have some hundred KiB. */
const keptOfPerson = {count: 50, bytes: 4 * 1024 * 1024} as const;

/** The latest of a person stay, whatever the size of the last. */
const keepScript = `
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
  redis.call('EXPIRE', KEYS[2], ARGV[2])
  local bytes = 0
  for place, key in ipairs(redis.call('ZREVRANGE', KEYS[2], 0, -1)) do
    bytes = bytes + redis.call('STRLEN', key)
    if key ~= KEYS[1] and (place > tonumber(ARGV[4]) or bytes > tonumber(ARGV[5])) then
      redis.call('DEL', key)
      redis.call('ZREM', KEYS[2], key)
    end
  end`;

const answerSchema = z.object({command: commandSchema, outcome: outcomeSchema});
/** A command and what it came to; the interaction's token is left out. */
export type KeptAnswer = z.infer<typeof answerSchema>;

/** Answers that wait for a click: those whose interaction had expired, and commands that can be run again. A person's latest, for a day. */
export class Answers {
  readonly #store: Store;
  readonly #memory: Pick<MemoryWatch, 'isNearlyFull'>;

  /** @param memory while that is nearly full, no more is kept of an answer than has room */
  constructor(store: Store, memory: Pick<MemoryWatch, 'isNearlyFull'> = {isNearlyFull: false}) {
    this.#store = store;
    this.#memory = memory;
  }

  /** Without the interaction's token: the click that asks for the answer brings its own. */
  async keep(command: Command, whole: Outcome): Promise<void> {
    const outcome = this.#memory.isNearlyFull ? capTightly(whole) : whole;
    const kept: KeptAnswer = {command: {...command, reply: {...command.reply, token: ''}}, outcome};
    await this.#store.redis.eval(
      keepScript,
      2,
      this.#key(command.id),
      this.#keysOf(command.reply.userId),
      JSON.stringify(kept),
      String(keepSeconds),
      String(Date.now()),
      String(keptOfPerson.count),
      String(keptOfPerson.bytes),
    );
  }

  /** The answer, or undefined when it is older than a day, or had many after it. */
  async find(commandId: string): Promise<KeptAnswer | undefined> {
    return read(await this.#store.redis.get(this.#key(commandId)));
  }

  /** In their order, where they are kept. */
  async findAll(commandIds: readonly string[]): Promise<(KeptAnswer | undefined)[]> {
    if (commandIds.length === 0) return [];
    return (await this.#store.redis.mget(commandIds.map((id) => this.#key(id)))).map(read);
  }

  /** Which of them are kept. */
  async areKept(commandIds: readonly string[]): Promise<boolean[]> {
    return Promise.all(commandIds.map(async (id) => (await this.#store.redis.exists(this.#key(id))) === 1));
  }

  /** All of a person, the oldest first. */
  async listOf(userId: string): Promise<KeptAnswer[]> {
    const keys = await this.#store.redis.zrange(this.#keysOf(userId), '0', '-1');
    const texts = keys.length === 0 ? [] : await this.#store.redis.mget(keys);
    return texts.map(read).filter((answer) => answer !== undefined);
  }

  async forget(userId: string): Promise<void> {
    const keys = await this.#store.redis.zrange(this.#keysOf(userId), '0', '-1');
    await this.#store.redis.del(this.#keysOf(userId), ...keys);
  }

  #key(commandId: string): string {
    return this.#store.key('answer', commandId);
  }

  #keysOf(userId: string): string {
    return this.#store.key('answers-of', userId);
  }
}

const read = (text: string | null): KeptAnswer | undefined =>
  text === null ? undefined : answerSchema.parse(JSON.parse(text));
