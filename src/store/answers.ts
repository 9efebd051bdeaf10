import {z} from 'zod';
import {outcomeSchema, type Outcome} from '../operations/outcome.ts';
import {commandSchema, type Command} from '../workshop/command.ts';
import type {Store} from './store.ts';

const keepSeconds = 24 * 3_600;

const answerSchema = z.object({command: commandSchema, outcome: outcomeSchema});

/** Answers that wait for a click: those whose interaction had expired, and commands that can be run again. */
export class Answers {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Without the interaction's token: the click that asks for the answer brings its own. */
  async keep(command: Command, outcome: Outcome): Promise<void> {
    const kept = {command: {...command, reply: {...command.reply, token: ''}}, outcome};
    await this.#store.redis.set(this.#key(command.id), JSON.stringify(kept), 'EX', keepSeconds);
  }

  /** The answer, or undefined when it is older than a day. */
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
