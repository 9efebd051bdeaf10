import {setImmediate as eventLoopTurn, setTimeout as sleep} from 'node:timers/promises';
import {Quota, type QuotaSize} from './quota.ts';

/** What is computed at once for programs in containers before all else that this process does has its turn. */
const sliceMs = 10;
/** Of one namespace: a quarter of a core, and 2 s at once. */
const ofNamespace: QuotaSize = {atOnceMs: 2000, perSecondMs: 250};
/** Of all together: half of the core that this process has, so that the other half is there for everybody's commands. */
const ofAll: QuotaSize = {atOnceMs: 1000, perSecondMs: 500};
/** Who waits for a quota looks again after so long: somebody else may have some left. */
const lookAgainMs = 20;
const idleSharesKept = 1000;

export interface ProcessorClock {
  /** In ms. */
  now: () => number;
  /** What this thread has computed since it began, in ms. */
  computedMs: () => number;
}

const realClock: ProcessorClock = {
  now: () => performance.now(),
  computedMs: () => {
    const {user, system} = process.threadCpuUsage();
    return (user + system) / 1000;
  },
};

/** Whoever computes: told what it took. */
export interface Computing {
  share: ProcessorShare;
  used: (ms: number) => void;
}

/** What the containers of a namespace have of the processor, together. */
export interface ProcessorShare {
  processor: Processor;
  quota: Quota;
  waiting: (() => void)[];
}

interface Stretch {
  beganAtMs: number;
  computedBeforeMs: number;
  by: Computing;
}

/**
 * The processor that all containers of the emulated cluster share, which is that of this process: what they run is
 * interpreted in its one thread. It is given out in slices, in turn from namespace to namespace, and between two slices the
 * event loop turns.
 */
export class Processor {
  readonly clock: ProcessorClock;
  readonly #ofNamespace: QuotaSize;
  readonly #ofAll: Quota;
  readonly #shares = new Map<string, ProcessorShare>();
  /** Those with somebody waiting, the next one first. */
  readonly #queue: ProcessorShare[] = [];
  #stretch: Stretch | undefined;
  #isGivingOut = false;

  constructor(clock = realClock, quotas = {ofNamespace, ofAll}) {
    this.clock = clock;
    this.#ofNamespace = quotas.ofNamespace;
    this.#ofAll = new Quota(quotas.ofAll, clock.now);
  }

  shareOf(namespace: string): ProcessorShare {
    const known = this.#shares.get(namespace);
    if (known !== undefined) return known;
    if (this.#shares.size >= idleSharesKept) this.#forgetIdle();
    const share = {processor: this, quota: new Quota(this.#ofNamespace, this.clock.now), waiting: []};
    this.#shares.set(namespace, share);
    return share;
  }

  #forgetIdle(): void {
    for (const [namespace, {quota, waiting}] of this.#shares) {
      if (waiting.length === 0 && quota.isFull()) this.#shares.delete(namespace);
    }
  }

  /** To be asked often by whoever computes. @returns whether it has to wait for its next turn now */
  isTurnOver(by: Computing): boolean {
    if (this.#stretch === undefined) {
      const stretch = {beganAtMs: this.clock.now(), computedBeforeMs: this.clock.computedMs(), by};
      this.#stretch = stretch;
      // what computes without a pause ends where the event loop goes on
      setImmediate(() => {
        if (this.#stretch === stretch) this.#endStretch();
      });
      return by.share.quota.waitMs() > 0;
    }
    this.#stretch.by = by;
    return this.clock.now() - this.#stretch.beganAtMs >= sliceMs;
  }

  /** What has been computed without a pause until now, in ms of the processor. */
  stretchMs(): number {
    return this.#stretch === undefined ? 0 : this.clock.computedMs() - this.#stretch.computedBeforeMs;
  }

  /** Resolves when it is one's turn again. */
  nextTurn({share}: Computing): Promise<void> {
    // the stretch stays as long as it was: what computes beside this one has no turn either before the event loop's
    this.#charge();
    return new Promise((resolve) => {
      share.waiting.push(resolve);
      if (share.waiting.length === 1) this.#queue.push(share);
      void this.#giveOut();
    });
  }

  #endStretch(): void {
    this.#charge();
    this.#stretch = undefined;
  }

  #charge(): void {
    if (this.#stretch === undefined) return;
    const {by} = this.#stretch;
    const ms = this.stretchMs();
    this.#stretch.computedBeforeMs += ms;
    by.share.quota.take(ms);
    this.#ofAll.take(ms);
    by.used(ms);
  }

  async #giveOut(): Promise<void> {
    if (this.#isGivingOut) return;
    this.#isGivingOut = true;
    while (this.#queue.length > 0) {
      const waits = this.#queue.map(({quota}) => quota.waitMs());
      const waitMs = Math.max(this.#ofAll.waitMs(), Math.min(...waits));
      if (waitMs > 0) {
        await sleep(Math.min(waitMs, lookAgainMs));
        continue;
      }
      await eventLoopTurn();
      this.#endStretch();
      const [next] = this.#queue.splice(waits.indexOf(0), 1);
      next?.waiting.shift()?.();
      if (next !== undefined && next.waiting.length > 0) this.#queue.push(next);
    }
    this.#isGivingOut = false;
  }
}
