import type {QueueConnection} from './queue-connection.ts';

/**
 * Which lanes have had something to do lately: a sorted set of their names by the time of it. Workers read it every few
 * seconds; the publish on a change only saves them the wait.
 */
export class LiveLanes {
  readonly #connection: QueueConnection;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
  }

  get nudgeChannel(): string {
    return `${this.#connection.prefix}:lane-nudges`;
  }

  get #key(): string {
    return `${this.#connection.prefix}:live-lanes`;
  }

  /** Marks a lane as live. Done before its job is added: a worker never finds a lane out too early. */
  async touch(lane: string, now: number): Promise<void> {
    await this.#connection.redis.zadd(this.#key, String(now), lane);
  }

  async nudge(lane: string): Promise<void> {
    await this.#connection.redis.publish(this.nudgeChannel, lane);
  }

  /** Lanes with when they were last touched, in ms since 1970. */
  async list(): Promise<ReadonlyMap<string, number>> {
    const flat = await this.#connection.redis.zrange(this.#key, '0', '-1', 'WITHSCORES');
    const lanes = new Map<string, number>();
    for (let index = 0; index < flat.length; index += 2) lanes.set(flat[index] ?? '', Number(flat[index + 1]));
    return lanes;
  }

  /** Takes a lane off the set, unless it was touched after `seenAt`. */
  async retire(lane: string, seenAt: number): Promise<void> {
    await this.#connection.redis.eval(
      `if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 'inf') <= tonumber(ARGV[2]) then
         return redis.call('ZREM', KEYS[1], ARGV[1])
       end
       return 0`,
      1,
      this.#key,
      lane,
      String(seenAt),
    );
  }
}
