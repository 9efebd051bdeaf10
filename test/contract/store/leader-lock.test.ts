import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {becomeLeader, type Leadership} from '../../../src/store/leader-lock.ts';
import {openStore, type Store} from '../../../src/store/store.ts';
import {RedisServer} from '../../support/redis-server.ts';
import {waitUntil} from '../../support/wait-until.ts';

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
