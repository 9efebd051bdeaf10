import type {Command} from '#src/workshop/command.ts';
import type {QueueConnection} from './queue-connection.ts';
import {laneOf, operationJobId} from './queue-names.ts';

/** How long it is known, in seconds: longer than anything waits. */
const keepSeconds = 24 * 3_600;

/** BullMQ notes when a worker takes a job in the same step in which it does: who finds no such note has come before. */
const giveUpScript = `
  local isWaiting = redis.call('EXISTS', KEYS[2]) == 1 and redis.call('HEXISTS', KEYS[2], 'processedOn') == 0
  redis.call('SET', KEYS[1], isWaiting and 'withdrawn' or 'unanswerable', 'EX', ARGV[1])
  return isWaiting and 1 or 0`;

/**
 * Commands that were in line when the chat refused their first answer: their clients say that they failed. What has not begun
 * never does, and is not answered in its turn; what has is answered, but not where it was typed.
 */
export class GivenUp {
  readonly #connection: QueueConnection;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
  }

  /** @returns whether it will not run */
  async withdraw(command: Command): Promise<boolean> {
    const {redis, prefix} = this.#connection;
    const job = `${prefix}:${laneOf(command)}:${operationJobId(command.id)}`;
    return (await redis.eval(giveUpScript, 2, this.#key(command.id), job, String(keepSeconds))) === 1;
  }

  async isWithdrawn(commandId: string): Promise<boolean> {
    return (await this.#connection.redis.get(this.#key(commandId))) === 'withdrawn';
  }

  /** Whether there is no reply to edit, and never will be. */
  async isUnanswerable(commandId: string): Promise<boolean> {
    return (await this.#connection.redis.exists(this.#key(commandId))) === 1;
  }

  #key(commandId: string): string {
    return `${this.#connection.prefix}:given-up:${commandId}`;
  }
}
