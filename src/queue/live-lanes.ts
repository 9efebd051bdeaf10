import {z} from 'zod';
import type {QueueConnection} from './queue-connection.ts';

/** How long a lane stays live after its last command, in ms. */
const idleMs = 5 * 60_000;
/** How long one without work is looked at after its last command, in ms: that may be on its way still. */
const restMs = 10_000;

const touchScript = `
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
  redis.call('SADD', KEYS[2], ARGV[2])`;

/** Unless it was touched since. */
const retireScript = `
  if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 'inf') > tonumber(ARGV[2]) then return 0 end
  redis.call('SREM', KEYS[2], ARGV[1])
  return redis.call('ZREM', KEYS[1], ARGV[1])`;

/** A job whose lock is gone has lost its worker: a lock that ran out can't be renewed. */
const lookScript = `
  local now, ready, lost = tonumber(ARGV[2]), {}, {}
  local function isEmpty(base)
    return redis.call('LLEN', base .. 'active') == 0 and redis.call('LLEN', base .. 'wait') == 0
  end
  for _, lane in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[4]))) do
    if isEmpty(ARGV[1] .. lane .. ':') then redis.call('ZREM', KEYS[1], lane) end
  end
  local isWhole = ARGV[5] == '1'
  local working, isWorking = redis.call('SMEMBERS', KEYS[2]), {}
  for _, lane in ipairs(working) do isWorking[lane] = true end
  local lanes = isWhole and redis.call('ZRANGE', KEYS[1], 0, -1) or working
  for _, lane in ipairs(lanes) do
    local base = ARGV[1] .. lane .. ':'
    if not isEmpty(base) then
      if not isWorking[lane] then redis.call('SADD', KEYS[2], lane) end
      local running = redis.call('LRANGE', base .. 'active', 0, -1)
      for _, job in ipairs(running) do
        if redis.call('EXISTS', base .. job .. ':lock') == 0 then table.insert(lost, lane) end
      end
      if #running == 0 and redis.call('HEXISTS', base .. 'meta', 'paused') == 0 then table.insert(ready, lane) end
    elseif isWorking[lane] then
      local touchedAt = tonumber(redis.call('ZSCORE', KEYS[1], lane) or '0')
      if touchedAt < now - tonumber(ARGV[3]) then redis.call('SREM', KEYS[2], lane) end
    end
  end
  return {ready, lost}`;

const lookSchema = z.tuple([z.array(z.string()), z.array(z.string())]);

/**
 * Which lanes have had something to do lately: a sorted set of their names by the time of it. In which of them something waits
 * or runs, or did a moment ago, is a set: that alone is read every few seconds, so that a lane in which nothing goes on costs
 * nothing. The publish on a change only saves workers the wait.
 */
export class LiveLanes {
  readonly #connection: QueueConnection;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
  }

  get nudgeChannel(): string {
    return `${this.#connection.prefix}:lane-nudges`;
  }

  get #keys(): readonly [string, string] {
    return [`${this.#connection.prefix}:live-lanes`, workingLanesKey(this.#connection.prefix)];
  }

  /** Marks a lane as live. Done before its job is added: a worker never finds a lane out too early. */
  async touch(lane: string, now: number): Promise<void> {
    await this.#connection.redis.eval(touchScript, 2, ...this.#keys, String(now), lane);
  }

  async nudge(lane: string): Promise<void> {
    await this.#connection.redis.publish(this.nudgeChannel, lane);
  }

  /** Lanes with when they were last touched, in ms since 1970. */
  async list(): Promise<ReadonlyMap<string, number>> {
    const flat = await this.#connection.redis.zrange(this.#keys[0], '0', '-1', 'WITHSCORES');
    const lanes = new Map<string, number>();
    for (let index = 0; index < flat.length; index += 2) lanes.set(flat[index] ?? '', Number(flat[index + 1]));
    return lanes;
  }

  /** Lanes in which something waits or runs, and some others. */
  async working(): Promise<readonly string[]> {
    return this.#connection.redis.smembers(this.#keys[1]);
  }

  /**
   * What is to be done in which lane, in one step: in those of `ready` a command waits and may run, in those of `lost` one has
   * no worker any more. Those that were idle for long are live no longer. `isWhole`: all that are live are looked at, as what
   * another version has stored is in none of the workers' set.
   */
  async look({now, isWhole}: {readonly now: number; readonly isWhole: boolean}): Promise<{
    readonly ready: readonly string[];
    readonly lost: readonly string[];
  }> {
    const {redis, prefix} = this.#connection;
    const values = [`${prefix}:`, String(now), String(restMs), String(idleMs), isWhole ? '1' : '0'];
    const [ready, lost] = lookSchema.parse(await redis.eval(lookScript, 2, ...this.#keys, ...values));
    return {ready, lost};
  }

  /** Takes a lane off, unless it was touched after `seenAt`. */
  async retire(lane: string, seenAt: number): Promise<void> {
    await this.#connection.redis.eval(retireScript, 2, ...this.#keys, lane, String(seenAt));
  }
}

/** Where the lanes are named in which something goes on. */
export const workingLanesKey = (prefix: string): string => `${prefix}:working-lanes`;
