import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {laneName} from '../../../src/queue/queue-names.ts';
import {sandboxNamespace} from '../../../src/sandbox/sandbox.ts';
import {commandOf} from '../../support/command.ts';
import {RedisServer} from '../../support/redis-server.ts';
import {waitUntil} from '../../support/wait-until.ts';
import {done, Lanes} from './lanes.ts';

const answerBytes = 256 * 1024;
const commands = 30;

let redis: RedisServer;
let lanes: Lanes;
beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  lanes = new Lanes(redis.url, redis.newPrefix());
});
afterEach(async () => lanes.close());

/** Bytes that the keys of this test take in Redis. */
async function usedBytes(): Promise<number> {
  const keys = await lanes.connection.redis.keys(`${lanes.connection.prefix}:*`);
  const sizes = await Promise.all(keys.map(async (key) => lanes.connection.redis.memory('USAGE', key, 'SAMPLES', 0)));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

const laneKeys = async (): Promise<string[]> =>
  lanes.connection.redis.keys(`${lanes.connection.prefix}:${laneName(sandboxNamespace('open', 'ada'))}*`);

async function answerAll(bytes: number): Promise<void> {
  lanes.startReplies();
  await lanes.startWorkers(async () => Promise.resolve(done('x'.repeat(bytes))));
  for (let id = 0; id < commands; id += 1) await lanes.queue.submit(commandOf({id: `c${id}`}));
  await lanes.answer(`c${commands - 1}`);
  await waitUntil('nothing is kept of the last answer', async () =>
    (await lanes.connection.redis.keys(`${lanes.connection.prefix}:outcome:*`)).length === 0 ? true : undefined,
  );
}

describe('what stays in Redis of commands that were answered', () => {
  it('is a small part of what was answered', async () => {
    await answerAll(answerBytes);
    expect(await usedBytes()).toBeLessThan((commands * answerBytes) / 20);
  });

  it('is the last of a lane’s, however many there were', async () => {
    await answerAll(10);
    const jobs = (await laneKeys()).filter((key) => /:op-c\d+$/.test(key));
    expect(jobs.length).toBeLessThan(commands);
  });

  it('is nothing of a lane whose sandbox is nobody’s any more, and of others all', async () => {
    await answerAll(10);
    await lanes.queue.sweep(() => true);
    expect(await laneKeys()).not.toEqual([]);
    await lanes.queue.sweep(() => false);
    expect(await laneKeys()).toEqual([]);
    await lanes.queue.submit(commandOf({id: 'back'}));
    expect(await lanes.answer('back')).toEqual(done('x'.repeat(10)));
  });

  it('is all of what waits, whosever it is', async () => {
    await lanes.queue.submit(commandOf({id: 'waits'}));
    await lanes.queue.sweep(() => false);
    lanes.startReplies();
    await lanes.startWorkers(async () => Promise.resolve(done('after all')));
    expect(await lanes.answer('waits')).toEqual(done('after all'));
  });
});
