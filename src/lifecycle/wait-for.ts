import {setTimeout as sleep} from 'node:timers/promises';
import {EndOfProcess, exitCodes} from './end-of-process.ts';
import type {Trouble} from './trouble.ts';

/** How long a far end is left alone before it is looked at again, in ms: twice as long each time. */
const paceMs = {first: 250, most: 4_000} as const;
/** A reason that comes again after another is said again only after so long, in ms. */
const sayAgainMs = 60_000;

export interface WaitedFor {
  /** As a line ends that says that it is waited for (`Redis`), and begins that says that it is no longer (`Redis answers`). */
  readonly name: string;
  readonly ended: string;
  /** What is wrong with it, if anything is. */
  readonly look: (signal: AbortSignal) => Promise<Trouble | undefined>;
  /** Hears a line when the waiting begins, when its reason changes, and when it ends. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Resolves when nothing is wrong with it any more.
 * @throws EndOfProcess for what no waiting mends
 * @throws the signal's reason when it aborts first
 */
export async function waitFor({name, ended, look, say, signal}: WaitedFor): Promise<void> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
  aborted.catch(() => undefined);
  const reasons = new Reasons();
  const since = performance.now();
  for (let delayMs: number = paceMs.first; ; delayMs = Math.min(2 * delayMs, paceMs.most)) {
    signal.throwIfAborted();
    // what it looks at may hang
    const trouble = await Promise.race([look(signal), aborted]);
    if (trouble === undefined) break;
    if (trouble.isForGood) throw new EndOfProcess(trouble.said, exitCodes.setting);
    const isFirst = reasons.isEmpty;
    if (reasons.isNew(trouble.said)) say(`${isFirst ? 'Waiting' : 'Still waiting'} for ${name}: ${trouble.said}`);
    await sleep(delayMs, undefined, {signal}).catch(() => signal.throwIfAborted());
  }
  if (!reasons.isEmpty) say(`${ended}, after ${secondsSince(since)} s.`);
}

/** What was said already of one spell of waiting. */
export class Reasons {
  readonly #saidAt = new Map<string, number>();
  #last: string | undefined;

  get isEmpty(): boolean {
    return this.#last === undefined;
  }

  /** Whether it is to be said: it is another than the last, and was not said a moment ago. */
  isNew(reason: string): boolean {
    if (reason === this.#last) return false;
    this.#last = reason;
    const saidAt = this.#saidAt.get(reason);
    if (saidAt !== undefined && performance.now() - saidAt < sayAgainMs) return false;
    this.#saidAt.set(reason, performance.now());
    return true;
  }

  clear(): void {
    this.#saidAt.clear();
    this.#last = undefined;
  }
}

export const secondsSince = (since: number): number => Math.round((performance.now() - since) / 1_000);
