import {setTimeout as sleep} from 'node:timers/promises';
import {ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import type {Parts} from '#src/observability/health-server.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import {isRedisRefusing} from '#src/lifecycle/redis-trouble.ts';
import {becomeLeader, type Leadership} from '#src/store/leader-lock.ts';
import type {Closable} from '#src/lifecycle/closing-stack.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import type {BotOptions} from './bot-options.ts';
import {lead, type ActiveBot} from './lead.ts';

export interface Bot extends Closable {
  /** False while it stands by. */
  readonly isLeading: () => boolean;
  /** Whether it has yet to answer commands: it waits for its turn, or for a far end, and says so. */
  readonly isStarting: () => boolean;
  /** What it can't do its work without, beside the far ends, and whether it is there. */
  readonly parts: () => Parts;
  /** Resolves when commands are answered; rejects with what makes that impossible. */
  readonly ready: Promise<void>;
  /** Resolves with why this process has nothing more to do: another bot took the lead, or the chat lets this one in no more. */
  readonly lost: Promise<EndOfProcess>;
}

/** How long what still starts may take to end, in ms. */
const startCloseMs = 2_000;
/** How long a bot waits that could not start, as a far end went away meanwhile, in ms. */
const anewMs = 2_000;
/** All of closing a bot, in ms. */
export const botCloseMs = 8_000;

/** The one process that opens the gateway, watches the cluster and edits cards; others wait for the lock. */
export function startBot(options: BotOptions): Bot {
  const stop = new AbortController();
  const ended = new AbortController();
  const lost = Promise.withResolvers<EndOfProcess>();
  const end = (reason: string): void => {
    const refused = new EndOfProcess(reason, exitCodes.refused);
    lost.resolve(refused);
    ended.abort(refused);
  };
  let leadership: Leadership | undefined;
  let active: ActiveBot | undefined;
  /** Leads, if its far ends stay there; otherwise answers that they do not. */
  const tryToLead = async (): Promise<boolean> => {
    const led = await becomeLeader(options.store, stop.signal);
    leadership = led;
    options.metrics.leading.set(1);
    // from the first moment on: starting takes longer than a lease lasts
    const overtaken = new EndOfProcess('another bot took the lead', exitCodes.again);
    led.lost.addEventListener('abort', () => lost.resolve(overtaken), {once: true});
    try {
      const starting = AbortSignal.any([led.lost, ended.signal, stop.signal]);
      active = await lead(options, led, {end, starting});
      return true;
    } catch (error) {
      leadership = undefined;
      await led.release();
      // what it failed of then is that
      ended.signal.throwIfAborted();
      stop.signal.throwIfAborted();
      if (led.lost.aborted || !isAway(error)) throw error;
      options.log.warn({error}, 'what the bot starts with is away by now: it starts anew');
      return false;
    }
  };
  const start = async (): Promise<void> => {
    while (!(await tryToLead())) {
      await sleep(anewMs, undefined, {signal: stop.signal}).catch(() => stop.signal.throwIfAborted());
    }
  };
  const ready = start();
  ready.catch(() => undefined);
  return {
    isLeading: () => leadership !== undefined,
    isStarting: () => active === undefined,
    // standing by is all that is asked of a bot that does not lead
    parts: () => active?.parts() ?? new Map(leadership === undefined ? [] : [['gateway', false]]),
    ready,
    lost: lost.promise,
    close: async () => {
      stop.abort(new Error('closing'));
      await endsWithin(
        ready.catch(() => undefined),
        startCloseMs,
      );
      await active?.close();
      await leadership?.release();
    },
  };
}

/** Whether it is a far end that has no answer: it comes back. */
const isAway = (error: unknown): boolean =>
  isRedisAway(error) || isRedisRefusing(error) || error instanceof ClusterUnavailableError;
