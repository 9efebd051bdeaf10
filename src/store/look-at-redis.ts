import {Redis} from 'ioredis';
import {answersPlain, answersTls} from '#src/lifecycle/answers-tls.ts';
import {describeConnection, failedConnection} from '#src/lifecycle/connection-trouble.ts';
import {redisAddress, redisTrouble, redisWords} from '#src/lifecycle/redis-trouble.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {infoFields} from './info-fields.ts';
import {installationId} from './installation.ts';
import {tooOld} from './redis-settings.ts';

/** How long Redis may take to answer, in ms. */
const answerMs = 3_000;

/** A write that changes nothing: refused by a replica, where nothing can be saved, and where keys are spread over several servers. */
const writeNothing = `redis.call('UNLINK', KEYS[1], KEYS[2]) return 1`;
/** What nothing is called. CRC16 puts two keys whose last bit alone differs into two slots, whatever stands before it. */
const nothing = ['none:0', 'none:1'] as const;
/** What a message of RESP begins with. @see https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const respMarks = '+-:$*_#,(!=%~>|';

export interface RedisInQuestion {
  readonly url: string;
  readonly prefix: string;
}

/**
 * What keeps Redis from being worked with, on a connection of its own: whether it is reached, lets us in, and takes what queues
 * write. One that is full is worked with, unless it is to hold what an installation begins with.
 */
export async function lookAtRedis({url, prefix}: RedisInQuestion): Promise<Trouble | undefined> {
  const address = redisAddress(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    disableClientInfo: true,
  });
  // a connection that fails tells why in an event alone
  const heard: Error[] = [];
  let first = '';
  redis.on('error', (error) => heard.push(error));
  redis.on('connect', () => redis.stream.once('data', (chunk: Buffer) => (first = chunk.toString('latin1'))));
  try {
    await redis.connect();
    const [event] = heard;
    if (event !== undefined) return redisTrouble(event, address);
    const unfit = judgeInfo(await tellingInfo(redis), address);
    if (unfit !== undefined) return unfit;
    const key = (...parts: readonly string[]): string => [prefix, ...parts].join(':');
    await redis.eval(writeNothing, nothing.length, ...nothing.map((name) => key(name)));
    await redis.publish(key('none'), '');
    await installationId({redis, key});
    return undefined;
  } catch (error) {
    return await explain(heard[0] ?? error, {url, first});
  } finally {
    redis.disconnect();
  }
}

/** Hosted ones may refuse it: what it would tell then shows when it is used. */
async function tellingInfo(redis: Redis): Promise<string> {
  return redis.info().catch((error: unknown) => {
    if (error instanceof Error && /^(?:NOPERM|ERR) /.test(error.message)) return '';
    throw error;
  });
}

/** What is wrong with it by what `INFO` says. */
function judgeInfo(info: string, address: string): Trouble | undefined {
  const fields = infoFields(info);
  const who = `Redis at ${address}`;
  const old = tooOld(fields.get('redis_version'));
  if (old !== undefined) return {said: `${who}: ${old} Use a newer one.`, isForGood: true};
  if (fields.get('redis_mode') === 'sentinel') {
    const said = `${who} is a Sentinel, which keeps no data. Name the Redis that it watches in REDIS_URL.`;
    return {said, isForGood: true};
  }
  if (fields.get('cluster_enabled') === '1') return redisTrouble('CLUSTERDOWN cluster_enabled:1', address);
  if (fields.get('loading') === '1') return redisTrouble('LOADING Redis is loading the dataset in memory', address);
  return undefined;
}

/** A connection that just closes, or stays silent, may have said why before, or be spoken to in another manner. */
async function explain(error: unknown, {url, first}: {url: string; first: string}): Promise<Trouble> {
  const address = redisAddress(url);
  const [line = ''] = first.split('\r\n', 1);
  if (line !== '' && !respMarks.includes(line.slice(0, 1))) {
    const said = `At ${address} something answers that is no Redis. Correct REDIS_URL.`;
    return {said, isForGood: false};
  }
  const trouble = redisTrouble(error, address);
  const failed = failedConnection(error);
  if (line.startsWith('-') && (failed === undefined || failed.failure === 'closed')) {
    return redisTrouble(line.slice(1), address);
  }
  if (failed !== undefined && failed.failure !== 'closed' && failed.failure !== 'silent') return trouble;
  const {protocol, hostname, port} = new URL(url);
  const where = {host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379)};
  const words = redisWords(`Redis at ${address}`);
  const code = failed?.code ?? 'ECONNRESET';
  if (protocol === 'rediss:' && (await answersPlain(where, 'PING\r\n'))) {
    return {said: describeConnection({failure: 'notTls', code}, words), isForGood: false};
  }
  if (protocol === 'redis:' && (await answersTls(where))) {
    return {said: describeConnection({failure: 'wantsTls', code}, words), isForGood: false};
  }
  return trouble;
}
