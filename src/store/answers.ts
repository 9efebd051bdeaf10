import {z} from 'zod';
import {outcomeSchema, type Outcome} from '../operations/outcome.ts';
import {commandSchema, type Command} from '../workshop/command.ts';
import type {Store} from './store.ts';

const keepSeconds = 24 * 3_600;
/** Of one person: each answer and each manifest may have some hundred KiB. */
const keptOfPerson = 20;

/** The latest of a person stay. */
const keepScript = `
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
  redis.call('EXPIRE', KEYS[2], ARGV[2])
  for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1 - tonumber(ARGV[4]))) do
    redis.call('DEL', key)
    redis.call('ZREM', KEYS[2], key)
  end`;

const answerSchema = z.object({command: commandSchema, outcome: outcomeSchema});

/** Answers that wait for a click: those whose interaction had expired, and commands that can be run again. A person's latest, for a day. */
export class Answers {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Without the interaction's token: the click that asks for the answer brings its own. */
  async keep(command: Command, outcome: Outcome): Promise<void> {
    const kept = {command: {...command, reply: {...command.reply, token: ''}}, outcome};
    await this.#store.redis.eval(
      keepScript,
      2,
      this.#key(command.id),
      this.#store.key('answers-of', command.reply.userId),
      JSON.stringify(kept),
      String(keepSeconds),
      String(Date.now()),
      String(keptOfPerson),
    );
  }

  /** The answer, or undefined when it is older than a day, or had many after it. */
  async find(commandId: string): Promise<{command: Command; outcome: Outcome} | undefined> {
    const text = await this.#store.redis.get(this.#key(commandId));
    return text === null ? undefined : answerSchema.parse(JSON.parse(text));
  }

  /** Whether the channel has been told of the answer. */
  async isMentioned(commandId: string): Promise<boolean> {
    return (await this.#store.redis.exists(this.#store.key('mentioned', commandId))) === 1;
  }

  async setMentioned(commandId: string): Promise<void> {
    await this.#store.redis.set(this.#store.key('mentioned', commandId), '1', 'EX', keepSeconds);
  }

  #key(commandId: string): string {
    return this.#store.key('answer', commandId);
  }
}
