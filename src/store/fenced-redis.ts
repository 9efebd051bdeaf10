import type {Command, RedisOptions} from 'ioredis';
import {evenWhenFull} from './full-redis.ts';
import {TurnRedis} from './turn-redis.ts';

/** Who may write: the one whose token is the last that was given out. */
export interface Fence {
  /** The key that holds the last token. */
  readonly key: string;
  readonly token: string;
}

/** What Redis answers to who may not write any more. */
const refusal = 'FENCED another bot leads';

/** Whether Redis refused to write for a bot that leads no longer. */
export const isFenced = (error: unknown): boolean => error instanceof Error && error.message.startsWith('FENCED');

/** The commands of ours that change something. Scripts are fenced whatever they do. */
const writes = new Set([
  'del',
  'expire',
  'getdel',
  'hdel',
  'hincrby',
  'hset',
  'hsetnx',
  'incr',
  'lpush',
  'ltrim',
  'pexpire',
  'publish',
  'rpush',
  'sadd',
  'set',
  'srem',
  'unlink',
  'xadd',
  'xdel',
  'xtrim',
  'zadd',
  'zrem',
]);

/**
 * A connection of a leader. Redis itself looks at the token with each write, in the same step: what a leader sent before it
 * was stopped or cut off, and what it still wants when it wakes up, is refused once another has led.
 */
export class FencedRedis extends TurnRedis {
  readonly #guard: string;

  constructor(url: string, options: Omit<RedisOptions, 'replyMapping'>, {key, token}: Fence) {
    super(url, options);
    this.#guard = `if redis.call('GET', '${key}') ~= '${token}' then return redis.error_reply('${refusal}') end `;
  }

  override sendCommand(...[command, ...rest]: Parameters<TurnRedis['sendCommand']>): unknown {
    this.#fence(command);
    return super.sendCommand(command, ...rest);
  }

  /** Of BullMQ's scripts those alone that add jobs are refused when Redis is full: the others lead to an end. */
  override defineCommand(...[name, definition]: Parameters<TurnRedis['defineCommand']>): void {
    const begin = name.startsWith('add') ? this.#guard : this.#guard + evenWhenFull;
    super.defineCommand(name, {...definition, lua: begin + definition.lua});
  }

  /** In place, for its answer is waited for under this object. One that is sent again has its guard already. */
  #fence(command: Command): void {
    const {name, args} = command;
    const [script] = args;
    if (name === 'eval' && typeof script === 'string' && !script.startsWith(this.#guard)) {
      args[0] = this.#guard + script;
    } else if (writes.has(name)) {
      command.name = 'eval';
      command.args = [`${this.#guard}return redis.call(unpack(ARGV))`, '0', name, ...args];
    }
  }
}
