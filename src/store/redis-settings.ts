import type {Redis} from 'ioredis';
import type {Finding} from '#src/workshop/finding.ts';
import {infoFields} from './info-fields.ts';
import {isAlmostUsed, percentOf, readMemory, type RedisMemory} from './redis-memory.ts';
import {words} from '#src/words/words.ts';

const name = 'Redis';
/** The oldest that BullMQ recommends. @see https://docs.bullmq.io/guide/redis-tm-compatibility */
const oldest = {major: 6, minor: 2};
const oldestText = `${oldest.major}.${oldest.minor}`;

/**
 * Whether Redis keeps what queues need kept. What it says of itself (`INFO`) is enough: hosted ones often refuse `CONFIG`.
 * @see https://redis.io/docs/latest/commands/info/
 */
export async function diagnoseRedis(redis: Redis): Promise<Finding> {
  const said = words().redis;
  let text: string;
  try {
    text = await redis.info();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // refused, by a server that is there
    if (reason.startsWith('NOPERM') || reason.startsWith('ERR')) {
      return {name, state: 'unknown', said: said.notTold({reason}), next: said.lookYourself({oldest: oldestText})};
    }
    return {name, state: 'failed', said: said.noAnswer({reason}), next: said.noAnswerNext};
  }
  return judgeRedis(text);
}

/** The same as `diagnoseRedis`, of what `INFO` said. */
export function judgeRedis(info: string): Finding {
  const told = words().redis;
  const fields = infoFields(info);
  const version = fields.get('redis_version');
  const policy = fields.get('maxmemory_policy');
  const appendOnly = fields.get('aof_enabled');
  const failures: string[] = [];
  const old = tooOld(version);
  if (old !== undefined) failures.push(old);
  if (policy !== undefined && policy !== 'noeviction') {
    failures.push(told.evicts({policy}));
  }
  if (failures.length > 0) {
    const next = told.failedNext({oldest: oldestText});
    return {name, state: 'failed', said: failures.join('\n'), next};
  }
  const memory = readMemory(info);
  const isLimited = fields.get('maxmemory') !== '0';
  if (version === undefined || policy === undefined || appendOnly === undefined || memory === undefined) {
    return {name, state: 'unknown', said: told.notAllTold, next: told.lookYourself({oldest: oldestText})};
  }
  const warnings: Warning[] = [
    ...(isAlmostUsed(memory) ? [fullWarning(memory)] : []),
    ...(isLimited ? [] : [told.unlimited]),
    ...(appendOnly === '1' ? [] : [told.notAppended]),
  ];
  if (warnings.length > 0) {
    const [said, next] = [warnings.map((warning) => warning.said), warnings.map((warning) => warning.next)];
    return {name, state: 'warning', said: said.join('\n'), next: next.join(' ')};
  }
  const used = percentOf(memory);
  return {
    name,
    state: 'passed',
    said: told.passed({version, used}),
  };
}

type Warning = Required<Pick<Finding, 'said' | 'next'>>;

const fullWarning = (memory: RedisMemory): Warning => ({
  said: words().redis.full({used: percentOf(memory)}),
  next: words().redis.fullNext,
});

/** What is wrong with its version, a sentence; undefined when it works, or does not tell. */
export function tooOld(version: string | undefined): string | undefined {
  if (version === undefined) return undefined;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return words().redis.tooOld({version, oldest: oldestText});
}
