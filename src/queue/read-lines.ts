import {z} from 'zod';
import type {Redis} from 'ioredis';
import {workingLanesKey} from './live-lanes.ts';
import {repliesQueue} from './queue-names.ts';

/** How long the lines are, of all lanes that have lately had something to do. */
export interface Lines {
  readonly running: number;
  readonly waiting: number;
  /** Those that wait because their workshop is paused. */
  readonly paused: number;
  /** When the one came in line that has waited longest, in ms since 1970; those that are paused are not meant. */
  readonly oldestAt: number | undefined;
  /** Answers that are on their way, or are tried again. */
  readonly replies: number;
}

/** The last of a list is the one that came first. */
const readScript = `
  local running, waiting, paused, oldest = 0, 0, 0, false
  for _, lane in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    local base = ARGV[1] .. lane .. ':'
    running = running + redis.call('LLEN', base .. 'active')
    local count = redis.call('LLEN', base .. 'wait')
    if redis.call('HEXISTS', base .. 'meta', 'paused') == 1 then
      paused = paused + count
    elseif count > 0 then
      waiting = waiting + count
      local at = tonumber(redis.call('HGET', base .. redis.call('LINDEX', base .. 'wait', -1), 'timestamp') or '')
      if at and (not oldest or at < oldest) then oldest = at end
    end
  end
  local replies = 0
  for _, list in ipairs({'wait', 'active'}) do replies = replies + redis.call('LLEN', KEYS[2] .. ':' .. list) end
  replies = replies + redis.call('ZCARD', KEYS[2] .. ':delayed')
  return {running, waiting, paused, oldest and string.format('%d', oldest) or '', replies}`;

const answerSchema = z.tuple([z.number(), z.number(), z.number(), z.string(), z.number()]);

/** Looks at the lists of each lane, in one step. */
export async function readLines({redis, prefix}: {readonly redis: Redis; readonly prefix: string}): Promise<Lines> {
  const keys = [workingLanesKey(prefix), `${prefix}:${repliesQueue}`];
  const answer = await redis.eval(readScript, keys.length, ...keys, `${prefix}:`);
  const [running, waiting, paused, oldestAt, replies] = answerSchema.parse(answer);
  return {running, waiting, paused, oldestAt: oldestAt === '' ? undefined : Number(oldestAt), replies};
}
