import {setTimeout as sleep} from 'node:timers/promises';
import type {Log} from './log.ts';
import type {Trouble} from './trouble.ts';
import {Reasons, secondsSince} from './wait-for.ts';

/** What a look comes to: a trouble, none, or that it could not be found out just now. */
export type Looked = Trouble | 'unknown' | undefined;

export interface OutagesOptions {
  /** As a line ends that says that it is waited for (`Redis`), and begins that says that it is no longer (`Redis answers again`). */
  readonly name: string;
  readonly ended: string;
  /** Hears a line when an outage begins, when its reason changes, and when it ends. */
  readonly log: Log;
  /** What is wrong with it, asked anew. */
  readonly look?: () => Promise<Looked>;
  /** How often it is looked at while something is wrong with it, in ms, and after nothing was found, at the soonest. */
  readonly pace?: {readonly everyMs: number; readonly anewMs: number};
  /** How long it may fail before that is an outage, in ms. */
  readonly graceMs?: number;
  /** What it stands on: while that is away, and for as long as is granted after it, this is no outage of its own. */
  readonly standsOn?: Outages | undefined;
}

/** For how long after an outage what it has broken off still fails, in ms: requests have a deadline, and turns their time. */
const noNewsMs = 10_000;

const usualPace = {everyMs: 2_000, anewMs: 10_000} as const;

/**
 * What a process says of a far end that goes away while it runs: a line when the first that uses it fails, another for each
 * other reason, and one when all is well again. Who uses it tries again by itself.
 */
export class Outages {
  readonly #options: OutagesOptions;
  /** Who fails, and of what it did last. */
  readonly #failing = new Map<unknown, Trouble>();
  readonly #reasons = new Reasons();
  #since = 0;
  #endedAt = -Infinity;
  #grace: NodeJS.Timeout | undefined;
  #isLooking = false;
  #lookAgainAt = -Infinity;
  #isClosed = false;

  constructor(options: OutagesOptions) {
    this.#options = options;
  }

  /** Whether one was said, and its end was not. */
  get isOn(): boolean {
    return !this.#reasons.isEmpty;
  }

  /** The same, or that its end was said a moment ago: what fails of it is no news. */
  get isTold(): boolean {
    return this.isOn || this.wellForMs < noNewsMs;
  }

  /** For how long nobody has failed, in ms. */
  get wellForMs(): number {
    return this.#failing.size > 0 ? 0 : performance.now() - this.#endedAt;
  }

  /** Something failed that may be its fault: it is looked at, until nothing is wrong with it. */
  suspect(): void {
    void this.#lookUntilWell();
  }

  failed(who: unknown, trouble: Trouble): void {
    if (this.#isClosed) return;
    const isFirst = this.#failing.size === 0;
    if (isFirst) this.#since = performance.now();
    this.#failing.set(who, trouble);
    const {graceMs = 0} = this.#options;
    if (this.isOn || graceMs === 0) this.#say(trouble);
    else if (isFirst) this.#sayAfter(graceMs);
  }

  isWell(who: unknown): void {
    if (!this.#failing.delete(who) || this.#failing.size > 0) return;
    clearTimeout(this.#grace);
    this.#endedAt = performance.now();
    const wasSaid = this.isOn;
    this.#reasons.clear();
    const {ended, log} = this.#options;
    if (wasSaid && !this.#isClosed) log(`${ended}, after ${secondsSince(this.#since)} s.`);
  }

  /** Nothing is looked at, and nothing said, any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#grace);
  }

  #sayAfter(ms: number): void {
    const say = (): void => {
      const {graceMs = 0, standsOn} = this.#options;
      const leftMs = graceMs - (standsOn?.wellForMs ?? Infinity);
      if (leftMs > 0) return this.#sayAfter(leftMs);
      const latest = [...this.#failing.values()].at(-1);
      if (latest !== undefined) this.#say(latest);
    };
    this.#grace = setTimeout(say, ms).unref();
  }

  #say({said}: Trouble): void {
    const {name, log, standsOn} = this.#options;
    if (standsOn?.isOn === true) return;
    const isFirst = !this.isOn;
    if (this.#reasons.isNew(said)) log(`${isFirst ? 'Waiting' : 'Still waiting'} for ${name}: ${said}`);
  }

  async #lookUntilWell(): Promise<void> {
    const {name, log, look, pace = usualPace} = this.#options;
    if (look === undefined || this.#isLooking || this.#isClosed || performance.now() < this.#lookAgainAt) return;
    this.#isLooking = true;
    try {
      for (;;) {
        const looked = await look();
        const isUnknown = looked === 'unknown' && this.#failing.has(this);
        if (this.#isClosed || !(isUnknown || typeof looked === 'object')) break;
        if (typeof looked === 'object') this.failed(this, looked);
        await sleep(pace.everyMs, undefined, {ref: false});
      }
    } catch (error) {
      log(`what is wrong with ${name} could not be looked at`, error);
    } finally {
      this.#isLooking = false;
      this.#lookAgainAt = performance.now() + pace.anewMs;
      this.isWell(this);
    }
  }
}
