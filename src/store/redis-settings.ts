import type {Redis} from 'ioredis';
import type {Finding} from '#src/workshop/finding.ts';
import {infoFields} from './info-fields.ts';
import {isAlmostUsed, percentOf, readMemory, type RedisMemory} from './redis-memory.ts';

const name = 'Redis';
/** The oldest that BullMQ recommends. @see https://docs.bullmq.io/guide/redis-tm-compatibility */
const oldest = {major: 6, minor: 2};
const oldestText = `${oldest.major}.${oldest.minor}`;
const lookYourself = `Look at its settings yourself: version ${oldestText} or newer, maxmemory below the memory that it has, maxmemory-policy noeviction, appendonly yes.`;

/**
 * Whether Redis keeps what queues need kept. What it says of itself (`INFO`) is enough: hosted ones often refuse `CONFIG`.
 * @see https://redis.io/docs/latest/commands/info/
 */
export async function diagnoseRedis(redis: Redis): Promise<Finding> {
  let text: string;
  try {
    text = await redis.info();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // refused, by a server that is there
    if (reason.startsWith('NOPERM') || reason.startsWith('ERR')) {
      return {name, state: 'unknown', said: `Redis does not tell its settings: ${reason}`, next: lookYourself};
    }
    return {name, state: 'failed', said: `Redis does not answer: ${reason}`, next: 'Start it, or correct REDIS_URL.'};
  }
  return judgeRedis(text);
}

/** What is wrong with its version, a sentence; undefined when it works, or does not tell. */
export async function tooOldRedis(redis: Redis): Promise<string | undefined> {
  const info = await redis.info('server').catch(() => '');
  return tooOld(infoFields(info).get('redis_version'));
}

/** The same as `diagnoseRedis`, of what `INFO` said. */
export function judgeRedis(info: string): Finding {
  const fields = infoFields(info);
  const version = fields.get('redis_version');
  const policy = fields.get('maxmemory_policy');
  const appendOnly = fields.get('aof_enabled');
  const failures: string[] = [];
  const old = tooOld(version);
  if (old !== undefined) failures.push(old);
  if (policy !== undefined && policy !== 'noeviction') {
    failures.push(
      `Its maxmemory-policy is ${policy}: when its memory is full, it drops jobs and learners without a word.`,
    );
  }
  if (failures.length > 0) {
    const next = `Use Redis ${oldestText} or newer with maxmemory-policy noeviction.`;
    return {name, state: 'failed', said: failures.join('\n'), next};
  }
  const memory = readMemory(info);
  const isLimited = fields.get('maxmemory') !== '0';
  if (version === undefined || policy === undefined || appendOnly === undefined || memory === undefined) {
    return {name, state: 'unknown', said: 'Redis does not tell all of its settings.', next: lookYourself};
  }
  const warnings: Warning[] = [
    ...(isAlmostUsed(memory) ? [fullWarning(memory)] : []),
    ...(isLimited ? [] : [unlimited]),
    ...(appendOnly === '1' ? [] : [notAppended]),
  ];
  if (warnings.length > 0) {
    const [said, next] = [warnings.map((warning) => warning.said), warnings.map((warning) => warning.next)];
    return {name, state: 'warning', said: said.join('\n'), next: next.join(' ')};
  }
  const used = percentOf(memory);
  return {
    name,
    state: 'passed',
    said: `It is ${version}, evicts nothing, writes an append-only file, and uses ${used}.`,
  };
}

type Warning = Required<Pick<Finding, 'said' | 'next'>>;

const notAppended: Warning = {
  said: 'It writes no append-only file: what happened since its last snapshot is lost when it ends.',
  next: 'Set appendonly yes, unless a replica takes over.',
};
const unlimited: Warning = {
  said: 'It has no maxmemory: when its memory is full, the system ends it, and everybody waits until it has read its file.',
  next: 'Set maxmemory to three quarters of the memory that it may have: docs/redis-memory.md.',
};
const fullWarning = (memory: RedisMemory): Warning => ({
  said: `It is nearly full, ${percentOf(memory)}: long answers are cut, and large manifests refused.`,
  next: 'Raise its maxmemory, with the memory that it may have: docs/redis-memory.md.',
});

function tooOld(version: string | undefined): string | undefined {
  if (version === undefined) return undefined;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return `It is ${version}; the oldest that works is ${oldestText}.`;
}
