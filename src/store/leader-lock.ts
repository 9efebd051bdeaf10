import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Store} from './store.ts';

/** A holder that is silent for this long, in ms, has lost the lock. */
const leaseMs = 10_000;
const renewMs = 3_000;
const retryMs = 1_000;

/** Renews or releases only what this holder holds. */
const renewScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const leaseKey = (store: Store): string => store.key('leader');

/** Ends whoever's lease it is. Only for who knows that the holder is gone. */
export async function dropLease(store: Store): Promise<void> {
  await store.redis.del(leaseKey(store));
}

export interface Leadership {
  /** Aborts when the lock is lost: another bot may be at work from then on. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/**
 * Waits until this process is the one bot that opens the gateway, watches and edits cards.
 * @throws the signal's reason when it aborts first
 */
export async function becomeLeader(store: Store, signal: AbortSignal): Promise<Leadership> {
  const key = leaseKey(store);
  const holder = randomUUID();
  for (;;) {
    signal.throwIfAborted();
    const isHeld = await store.redis.set(key, holder, 'PX', leaseMs, 'NX').catch(() => null);
    if (isHeld === 'OK') break;
    await sleep(retryMs, undefined, {signal}).catch(() => signal.throwIfAborted());
  }
  const lost = new AbortController();
  let renewedAt = Date.now();
  const renew = async (): Promise<void> => {
    const isRenewed = await store.redis.eval(renewScript, 1, key, holder, String(leaseMs)).catch(() => undefined);
    if (isRenewed === 1) renewedAt = Date.now();
    else if (isRenewed !== undefined) await regain();
  };
  // after an outage of Redis the lease has run out: whoever sets it first goes on
  const regain = async (): Promise<void> => {
    const isHeld = await store.redis.set(key, holder, 'PX', leaseMs, 'NX').catch(() => null);
    if (isHeld === 'OK') renewedAt = Date.now();
    else if (Date.now() - renewedAt > leaseMs) lost.abort(new Error('another bot took the lead'));
  };
  const timer = setInterval(() => void renew(), renewMs);
  return {
    lost: lost.signal,
    release: async () => {
      clearInterval(timer);
      await store.redis.eval(releaseScript, 1, key, holder).catch(() => undefined);
    },
  };
}
