import type {Command} from 'ioredis';
import {TurnRedis} from './turn-redis.ts';

/** Redis' own word for a write that is refused because its memory is full. */
const refusal = 'OOM ';

/**
 * Whether Redis refused to write because its memory is full. An error in a script is wrapped up by Redis before 7, one in a
 * transaction by ioredis.
 */
export function isRedisFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.message.startsWith(refusal)) return true;
  if (error.message.startsWith('ERR Error running script')) return error.message.includes(`-${refusal}`);
  return 'previousErrors' in error && Array.isArray(error.previousErrors) && error.previousErrors.some(isRedisFull);
}

/**
 * How a script begins that runs though Redis is full. Redis refuses a script the first write that takes memory, and nothing
 * once it has written: it cannot stop half-way. This write takes none, and changes nothing. For what is small, or brings to
 * its end what is stored: who may exceed the limit must not fill what is above it. Scripts that declare `allow-oom` would need
 * Redis 7.
 * @see https://redis.io/docs/latest/develop/programmability/eval-intro/
 */
export const evenWhenFull = `redis.call('UNLINK', KEYS[1] .. ':none') `;

/** A worker's connection: by its scripts, BullMQ's among them, what was taken in is run, kept, recorded and answered even when Redis is full. */
export class FinishingRedis extends TurnRedis {
  override sendCommand(...[command, ...rest]: Parameters<TurnRedis['sendCommand']>): unknown {
    this.#excuse(command);
    return super.sendCommand(command, ...rest);
  }

  override defineCommand(...[name, definition]: Parameters<TurnRedis['defineCommand']>): void {
    super.defineCommand(name, {...definition, lua: evenWhenFull + definition.lua});
  }

  /** In place, as it may be sent again after a lost connection. */
  #excuse({name, args}: Command): void {
    const [script] = args;
    if (name === 'eval' && typeof script === 'string' && !script.startsWith(evenWhenFull)) {
      args[0] = evenWhenFull + script;
    }
  }
}
