import {UnrecoverableError} from 'bullmq';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {laneName} from '#src/queue/queue-names.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf, type CommandParts} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
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

async function answerAll(bytes: number, operation?: CommandParts['operation']): Promise<void> {
  lanes.startReplies();
  await lanes.startWorkers(async () => Promise.resolve(done('x'.repeat(bytes))));
  for (let id = 0; id < commands; id += 1) {
    await lanes.queue.submit(commandOf({id: `c${id}`, ...(operation === undefined ? {} : {operation})}));
  }
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

  it('is a small part of what was typed', async () => {
    await answerAll(10, {kind: 'apply', sources: [{name: 'large.yaml', yaml: '#'.repeat(answerBytes)}]});
    expect(await usedBytes()).toBeLessThan((commands * answerBytes) / 20);
  });

  it('has no long history of events, in the replies’ queue nor in a lane whose worker looked whether it is idle', async () => {
    await answerAll(10);
    const {redis: client, prefix} = lanes.connection;
    // as after a while in which nothing was typed
    await client.zadd(`${prefix}:live-lanes`, '1', laneName(sandboxNamespace('open', 'ada')));
    await waitUntil('the lane is idle', async () =>
      (await client.zcard(`${prefix}:live-lanes`)) === 0 ? true : undefined,
    );
    const limits = await Promise.all(
      (await client.keys(`${prefix}:*:meta`)).map(async (key) => client.hget(key, 'opts.maxLenEvents')),
    );
    expect(limits.map(Number)).toEqual([10, 10]);
  });

  it('is enough to know the same interaction again', async () => {
    await answerAll(10);
    const last = `c${commands - 1}`;
    await lanes.queue.submit(commandOf({id: last}));
    await lanes.queue.submit(commandOf({id: 'next'}));
    await lanes.answer('next');
    expect(lanes.answers.get(last)).toHaveLength(1);
  });

  it('is nothing of what was typed where the answer could never be delivered', async () => {
    const {redis: client, prefix} = lanes.connection;
    lanes.startReplies(async () => Promise.reject(new UnrecoverableError('refused for ever')));
    await lanes.startWorkers(async () => Promise.resolve(done('secret')));
    await lanes.queue.submit(commandOf({id: 'lost'}));
    await waitUntil('nothing is kept of it', async () =>
      (await client.hget(`${prefix}:replies:reply-lost`, 'data')) === '{}' ? true : undefined,
    );
    expect(await client.exists(`${prefix}:outcome:lost`)).toBe(0);
  });

  it('is soon nothing of a lane whose learner has left, though a worker still serves it', async () => {
    await answerAll(10);
    await waitUntil(
      'the lane is gone',
      async () => {
        await lanes.queue.sweepLive((namespace) => namespace !== sandboxNamespace('open', 'ada'));
        return (await laneKeys()).length === 0 ? true : undefined;
      },
      {withinMs: 40_000},
    );
    await lanes.queue.submit(commandOf({id: 'back'}));
    expect(await lanes.answer('back')).toEqual(done('x'.repeat(10)));
  }, 60_000);

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

  it('is no more than a hundred of what waits in a lane', async () => {
    for (let id = 0; id < 100; id += 1) await lanes.queue.submit(commandOf({id: `w${id}`}));
    await expect(lanes.queue.submit(commandOf({id: 'more'}))).rejects.toThrow(
      '100 of your commands are waiting already.',
    );
    await lanes.queue.submit(commandOf({id: 'other', learner: 'grace'}));
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    expect(await lanes.answer('w99')).toEqual(done('w99'));
    await lanes.queue.submit(commandOf({id: 'more'}));
    expect(await lanes.answer('more')).toEqual(done('more'));
  });

  it('is all of what waits, whosever it is', async () => {
    await lanes.queue.submit(commandOf({id: 'waits'}));
    await lanes.queue.sweep(() => false);
    lanes.startReplies();
    await lanes.startWorkers(async () => Promise.resolve(done('after all')));
    expect(await lanes.answer('waits')).toEqual(done('after all'));
  });
});
