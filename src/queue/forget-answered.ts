import type {Command} from '#src/workshop/command.ts';
import {outcomeKey} from './kept-outcomes.ts';
import type {QueueConnection} from './queue-connection.ts';
import {laneOf, operationJobId, repliesQueue, replyJobId} from './queue-names.ts';

/** A job that is gone already is not made anew. */
const forgetScript = `
  redis.call('DEL', KEYS[1])
  for index = 2, #KEYS do
    if redis.call('EXISTS', KEYS[index]) == 1 then redis.call('HSET', KEYS[index], 'data', '{}') end
  end`;

/**
 * Forgets what an answered command was and came to. Of its two jobs the ids stay for a while, by which a second delivery of the
 * same interaction is known; a manifest of some hundred KiB would stay twice with them.
 */
export async function forgetAnswered({redis, prefix}: QueueConnection, command: Command): Promise<void> {
  const jobs = [
    `${prefix}:${laneOf(command)}:${operationJobId(command.id)}`,
    `${prefix}:${repliesQueue}:${replyJobId(command.id)}`,
  ];
  const keys = [outcomeKey(prefix, command.id), ...jobs];
  await redis.eval(forgetScript, keys.length, ...keys);
}
