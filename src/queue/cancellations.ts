import type {QueueConnection} from './queue-connection.ts';

/** How long the wish is kept, in seconds: longer than anything waits. */
const keepSeconds = 24 * 3_600;

/** Which commands are to be cancelled. The key is the truth; the publish only hastens it. */
export class Cancellations {
  readonly #connection: QueueConnection;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
  }

  get nudgeChannel(): string {
    return `${this.#connection.prefix}:cancel-nudges`;
  }

  async request(commandId: string): Promise<void> {
    await this.#connection.redis.set(this.#key(commandId), '1', 'EX', keepSeconds);
    await this.#connection.redis.publish(this.nudgeChannel, commandId);
  }

  async isRequested(commandId: string): Promise<boolean> {
    return (await this.#connection.redis.exists(this.#key(commandId))) === 1;
  }

  #key(commandId: string): string {
    return `${this.#connection.prefix}:cancelled:${commandId}`;
  }
}
