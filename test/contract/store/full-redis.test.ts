import {FlowProducer} from 'bullmq';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {evenWhenFull, FinishingRedis, isRedisFull} from '#src/store/full-redis.ts';
import {installationId} from '#src/store/installation.ts';
import {becomeLeader} from '#src/store/leader-lock.ts';
import {memoryUse} from '#src/store/memory-use.ts';
import {MemoryWatch} from '#src/store/redis-memory.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const [full, nearlyFull, room] = [1.1, 0.85, 0.5];

let server: RedisServer;
let store: Store;
beforeAll(async () => {
  server = await RedisServer.open();
});
afterAll(async () => server.close());
beforeEach(() => {
  store = openStore(server.url, server.newPrefix());
});
afterEach(async () => {
  await server.fillTo(room);
  await store.close();
});

const errorOf = async (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a Redis that is full', () => {
  it('is known by its refusal, whatever it refuses', async () => {
    const flows = new FlowProducer({connection: store.redis, prefix: 'flows'});
    const flow = {name: 'parent', queueName: 'one', children: [{name: 'child', queueName: 'two'}]};
    await server.fillTo(full);
    const {redis} = store;
    const refused = [
      redis.set('a', 'b'),
      redis.multi().hset('a', 'b', 'c').hdel('a', 'b').exec(),
      redis.eval(`return redis.call('SET', KEYS[1], 'b')`, 1, 'a'),
      flows.add(flow),
    ];
    for (const one of refused) expect(isRedisFull(await errorOf(one))).toBe(true);
    await flows.close();
    expect(isRedisFull(await errorOf(redis.call('NONSENSE')))).toBe(false);
    expect(isRedisFull(new Error('OOM'))).toBe(false);
  });

  it('is known by the words of versions before 7 as well', () => {
    const wrapped = `ERR Error running script (call to f_0a9f): @user_script:1: @user_script: 1: -OOM command not allowed when used memory > 'maxmemory'. `;
    expect(isRedisFull(new Error(wrapped))).toBe(true);
  });

  it('takes what a script writes that says so, and all scripts of who finishes what was begun', async () => {
    const finishing = new FinishingRedis(server.url);
    await server.fillTo(full);
    const key = store.key('small');
    const script = `return redis.call('SET', KEYS[1], ARGV[1])`;
    expect(await store.redis.eval(evenWhenFull + script, 1, key, 'one')).toBe('OK');
    expect(await finishing.eval(script, 1, key, 'two')).toBe('OK');
    expect(await finishing.get(key)).toBe('two');
    finishing.disconnect();
  });

  it('still tells what its Labrador is called', async () => {
    const before = await installationId(store);
    await server.fillTo(full);
    expect(await installationId(store)).toBe(before);
  });

  it('has a leader, and keeps the one that it had', async () => {
    await server.fillTo(full);
    const leader = await becomeLeader(store, AbortSignal.timeout(5_000));
    const lease = store.key('leader');
    const untilRenewed = async (): Promise<void> => {
      await waitUntil('the lease is renewed', async () => ((await store.redis.pttl(lease)) > 8_000 ? true : undefined));
    };
    await store.redis.pexpire(lease, 5_000);
    await untilRenewed();
    // as after an outage
    await store.redis.del(lease);
    await untilRenewed();
    expect(leader.isHeld()).toBe(true);
    await leader.release();
  });
});

describe('how full Redis is', () => {
  it('is told from four fifths on, and until it is well below', async () => {
    const seen: boolean[] = [];
    const watch = new MemoryWatch(store.redis, {seen: ({isNearlyFull}) => void seen.push(isNearlyFull)});
    await server.fillTo(room);
    await watch.start();
    expect(watch.isNearlyFull).toBe(false);
    expect(watch.memory).toMatchObject({limitBytes: expect.any(Number)});
    const untilIs = async (isNearlyFull: boolean): Promise<void> => {
      await waitUntil(`it is ${isNearlyFull ? '' : 'not '}nearly full`, async () =>
        Promise.resolve(watch.isNearlyFull === isNearlyFull ? true : undefined),
      );
    };
    await server.fillTo(nearlyFull);
    await untilIs(true);
    await server.fillTo(0.75);
    const looks = seen.length;
    await waitUntil('it has looked again', async () => Promise.resolve(seen.length > looks + 1 ? true : undefined));
    expect(watch.isNearlyFull).toBe(true);
    await server.fillTo(room);
    await untilIs(false);
    await watch.close();
  });

  it('comes with what Labrador’s keys take of it', async () => {
    await store.redis.set(store.key('answer', '1'), 'x'.repeat(100_000));
    await store.redis.hset(store.key('lane-labrador-open-ada', 'op-1'), 'data', 'x'.repeat(50_000));
    await store.redis.set(store.key('outcome', '1'), 'x'.repeat(50_000));
    await store.redis.set(store.key('answers-of', '1'), 'x');
    const {answers, commands, workshops, rest} = await memoryUse(store);
    expect(answers).toBeGreaterThan(100_000);
    expect(commands).toBeGreaterThan(100_000);
    expect(workshops).toBe(0);
    expect(rest).toBeLessThan(1_000);
  });
});
