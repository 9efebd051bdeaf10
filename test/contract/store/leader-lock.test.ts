import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {becomeLeader, type Leadership} from '#src/store/leader-lock.ts';
import {FencedRedis, isFenced} from '#src/store/fenced-redis.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf} from '#test/support/command.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let redis: RedisServer;
let store: Store;
let stop: AbortController;
let leaders: Leadership[];

beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  store = openStore(redis.url, redis.newPrefix());
  stop = new AbortController();
  leaders = [];
});
afterEach(async () => {
  vi.useRealTimers();
  stop.abort();
  for (const leader of leaders) await leader.release();
  await store.close();
});

/** Contends for the lead until the test is over; `leaders` says who got it. */
async function contend(): Promise<Leadership> {
  const leader = await becomeLeader(store, stop.signal);
  leaders.push(leader);
  return leader;
}

describe('the lead', () => {
  it('is one contender’s, and the other’s once it is released', async () => {
    const contenders = [contend(), contend()];
    const first = await Promise.race(contenders);
    expect(leaders).toHaveLength(1);
    await first.release();
    const [one, other] = await Promise.all(contenders);
    expect(new Set([one, other]).size).toBe(2);
    expect(first.lost.aborted).toBe(false);
  });

  it('is taken over from a holder that died when its lease has run out', async () => {
    await store.redis.set(store.key('leader'), 'a holder that died', 'PX', 1_500);
    const startedAt = Date.now();
    await contend();
    expect(Date.now() - startedAt).toBeGreaterThan(1_000);
  });

  it('is not released by one who no longer holds it', async () => {
    const leader = await contend();
    await store.redis.set(store.key('leader'), 'another');
    await leader.release();
    expect(await store.redis.get(store.key('leader'))).toBe('another');
    await store.redis.del(store.key('leader'));
  });

  it('is waited for only until the signal says stop, with its reason', async () => {
    await store.redis.set(store.key('leader'), 'another');
    const waiting = becomeLeader(store, stop.signal);
    stop.abort(new Error('closing'));
    await expect(waiting).rejects.toThrow('closing');
    await expect(becomeLeader(store, stop.signal)).rejects.toThrow('closing');
  });
});

describe('the lease of the lead', () => {
  const renewMs = 3_000;
  const leaseMs = 10_000;

  beforeEach(() => {
    vi.useFakeTimers({toFake: ['setInterval', 'clearInterval', 'Date']});
  });

  /** Lets the lock's own clock run on until `look` finds something. */
  const renewUntil = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> =>
    waitUntil(
      what,
      async () => {
        vi.advanceTimersByTime(renewMs);
        return look();
      },
      {withinMs: 100 * renewMs},
    );

  it('is renewed as long as the holder lives', async () => {
    const leader = await contend();
    const key = store.key('leader');
    await store.redis.pexpire(key, leaseMs / 2);
    await renewUntil('the lease is whole again', async () =>
      (await store.redis.pttl(key)) > leaseMs / 2 ? true : undefined,
    );
    expect(leader.lost.aborted).toBe(false);
  });

  it('is taken up again by the holder when it has run out and nobody else has it', async () => {
    const leader = await contend();
    const key = store.key('leader');
    const holder = await store.redis.getdel(key);
    await renewUntil('the holder has it again', async () =>
      (await store.redis.get(key)) === holder ? true : undefined,
    );
    expect(leader.lost.aborted).toBe(false);
  });

  it('is lost, and says so, when another took it', async () => {
    const leader = await contend();
    await store.redis.set(store.key('leader'), 'another');
    await renewUntil('the loss is told', async () => Promise.resolve(leader.lost.aborted ? true : undefined));
    expect(leader.lost.reason).toEqual(new Error('another bot took the lead'));
    expect(await store.redis.get(store.key('leader'))).toBe('another');
    await store.redis.del(store.key('leader'));
  });
});

describe('a leader that cannot reach Redis', () => {
  it('may not act once its lease is over by its own clock, and may again when nobody else has led', async () => {
    const leader = await contend();
    expect(leader.isHeld()).toBe(true);
    redis.pause();
    try {
      await waitUntil('it may not act', async () => Promise.resolve(leader.isHeld() ? undefined : true), {
        withinMs: 11_000,
      });
    } finally {
      redis.resume();
    }
    await waitUntil('it may act again', async () => Promise.resolve(leader.isHeld() ? true : undefined));
    expect(leader.lost.aborted).toBe(false);
  });
});

describe('what a leader writes', () => {
  const acts: Record<string, (of: Store) => Promise<unknown>> = {
    'one by one': async ({redis: to, key}) => to.hset(key('a'), 'field', 'value'),
    'in one step': async ({redis: to, key}) =>
      to.multi().hsetnx(key('a'), 'field', 'value').expire(key('a'), 60).exec(),
    'by a script': async ({redis: to, key}) =>
      to.eval(`return redis.call('HSET', KEYS[1], 'field', 'value')`, 1, key('a')),
  };

  it.each(Object.entries(acts))('%s is taken while it leads, and refused once another has led', async (_, act) => {
    const leader = await contend();
    const own = openStore(redis.url, store.key(), {fence: leader.fence});
    try {
      await act(own);
      expect(await store.redis.hgetall(store.key('a'))).toEqual({field: 'value'});
      await store.redis.del(store.key('a'));
      await leader.release();
      await contend();
      await act(own).then(
        (results) => expect(String(results)).toContain('FENCED'),
        (error: unknown) => expect(isFenced(error)).toBe(true),
      );
      expect(await store.redis.exists(store.key('a'))).toBe(0);
    } finally {
      await own.close();
    }
  });

  it('answers as ever', async () => {
    const leader = await contend();
    const own = openStore(redis.url, store.key(), {fence: leader.fence});
    try {
      expect(await own.redis.set(own.key('b'), '1', 'EX', 60, 'NX')).toBe('OK');
      expect(await own.redis.set(own.key('b'), '2', 'EX', 60, 'NX')).toBe(null);
      expect(await own.redis.hset(own.key('h'), {a: 1, b: 2})).toBe(2);
      expect(await own.redis.hgetall(own.key('h'))).toEqual({a: '1', b: '2'});
      expect(await own.redis.hdel(own.key('h'), 'a', 'c')).toBe(1);
      expect(await own.redis.multi().hset(own.key('h'), 'd', 'é').hget(own.key('h'), 'd').exec()).toEqual([
        [null, 1],
        [null, 'é'],
      ]);
    } finally {
      await own.close();
    }
  });

  it('is put in no lane once another has led', async () => {
    const leader = await contend();
    const prefix = store.key();
    const connection = openQueueConnection(redis.url, prefix, {
      open: (url, options) => new FencedRedis(url, options, leader.fence),
    });
    const queue = new CommandQueue(connection);
    const namespace = sandboxNamespace('open', 'ada');
    try {
      expect(await queue.submit(commandOf({id: 'a'}))).toBe(0);
      expect(await queue.submit(commandOf({id: 'b'}))).toBe(1);
      await leader.release();
      await contend();
      await expect(queue.submit(commandOf({id: 'c'}))).rejects.toThrow('FENCED');
      await expect(queue.pause([namespace])).rejects.toThrow('FENCED');
      expect((await queue.cancel(namespace).catch(() => [])).length).toBe(0);
      const lane = `${prefix}:lane-${namespace}`;
      expect(await store.redis.lrange(`${lane}:wait`, 0, -1)).toEqual(['op-b', 'op-a']);
      expect(await store.redis.hget(`${lane}:meta`, 'paused')).toBe(null);
    } finally {
      await queue.close();
      connection.redis.disconnect();
    }
  });
});
