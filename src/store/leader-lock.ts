import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {evenWhenFull} from './full-redis.ts';
import type {Fence} from './fenced-redis.ts';
import type {Store} from './store.ts';

/** A holder that is silent for this long, in ms, has lost the lock. */
const leaseMs = 10_000;
const renewMs = 2_000;
const retryMs = 1_000;

/**
 * Takes a lease that nobody has; with it comes the token without which Redis takes no write of a leader. A Redis that is full
 * has a leader too.
 */
const takeScript = `${evenWhenFull}
  if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
  redis.call('SET', KEYS[2], ARGV[1])
  return 1`;
/**
 * After an outage of Redis the lease has run out, and is taken up again unless another has led since. Redis refuses none of it
 * when it is full: its first write, whether it finds a lease or not, takes no memory.
 */
const renewScript = `
  local last = redis.call('GET', KEYS[2])
  local holder = redis.call('GET', KEYS[1])
  if (last and last ~= ARGV[1]) or (holder and holder ~= ARGV[1]) then return 0 end
  if redis.call('PEXPIRE', KEYS[1], ARGV[2]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  if not last then redis.call('SET', KEYS[2], ARGV[1]) end
  return 1`;
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const leaseKey = (store: Store): string => store.key('leader');
const tokenKey = (store: Store): string => store.key('leader-token');

/** Ends whoever's lease it is. Only for who knows that the holder is gone. */
export async function dropLease(store: Store): Promise<void> {
  await store.redis.del(leaseKey(store));
}

export interface Leadership {
  /** What Redis checks each write of this leader against. */
  readonly fence: Fence;
  /**
   * Whether this process may act. By its own clock: false once Redis could not be reached for as long as the lease lasts,
   * and again true when it can be and nobody else has led.
   */
  readonly isHeld: () => boolean;
  /** Aborts when the lock is lost: another bot is at work from then on. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/**
 * Waits until this process is the one bot that opens the gateway, watches and edits cards.
 * @throws the signal's reason when it aborts first
 */
export async function becomeLeader(store: Store, signal: AbortSignal): Promise<Leadership> {
  const keys = [leaseKey(store), tokenKey(store)] as const;
  const token = randomUUID();
  /** When the request was sent that gave the lease its present length; no clock that can be set. */
  let heldSince: number;
  for (;;) {
    signal.throwIfAborted();
    heldSince = performance.now();
    const isTaken = await store.redis.eval(takeScript, 2, ...keys, token, String(leaseMs)).catch(() => undefined);
    if (isTaken === 1) break;
    await sleep(retryMs, undefined, {signal}).catch(() => signal.throwIfAborted());
  }
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const sentAt = performance.now();
    const isRenewed = await store.redis.eval(renewScript, 2, ...keys, token, String(leaseMs)).catch(() => undefined);
    if (isRenewed === 1) heldSince = Math.max(heldSince, sentAt);
    else if (isRenewed === 0) lost.abort(new Error('another bot took the lead'));
  };
  const timer = setInterval(() => void renew(), renewMs);
  return {
    fence: {key: tokenKey(store), token},
    isHeld: () => !lost.signal.aborted && performance.now() - heldSince < leaseMs,
    lost: lost.signal,
    release: async () => {
      clearInterval(timer);
      await store.redis.eval(releaseScript, 1, keys[0], token).catch(() => undefined);
    },
  };
}
