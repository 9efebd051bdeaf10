import type {Clock} from '../clock.ts';
import type {EventRecorder} from '../events/event-recorder.ts';
import type {Timings} from '../timings.ts';
import type {Objects} from '../store/objects.ts';
import type {Store, StoreEvent} from '../store/store.ts';
import {DelayedKeys} from './delayed-keys.ts';
import {KeyQueue, type Turn} from './key-queue.ts';
import {RetryDelays} from './retry-delays.ts';

/** What every controller works with. */
export interface ControllerParts {
  store: Store;
  objects: Objects;
  clock: Clock;
  timings: Timings;
  recorder: EventRecorder;
  log: (line: string) => void;
}

/** A part of the cluster that acts on what is stored; it is told only which key may need it. */
export interface Controller {
  close: () => void;
}

/**
 * Feeds a queue from the store: `keysOf` says which keys an event may concern. What is refused, or throws, is tried
 * again, later each time.
 */
export function runController(
  parts: Pick<ControllerParts, 'store' | 'clock' | 'timings' | 'log'>,
  {
    name,
    keysOf,
    reconcile,
  }: {name: string; keysOf: (event: StoreEvent) => readonly string[]; reconcile: (key: string) => Turn},
): Controller & {add: (key: string) => void} {
  const {store, clock, timings, log} = parts;
  const delays = new RetryDelays();
  const queue = new KeyQueue((key) => {
    if (take(key) === 'refused') retries.add(key, delays.next(key, clock.now() / timings.secondMs));
    else delays.forget(key);
  });
  const retries = new DelayedKeys(parts, (key) => queue.add(key));
  const take = (key: string): Turn => {
    try {
      return reconcile(key);
    } catch (error) {
      log(`${name} ${key}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return 'refused';
    }
  };
  const unsubscribe = store.subscribe((event) => {
    for (const key of keysOf(event)) queue.add(key);
  });
  return {
    add: (key) => queue.add(key),
    close: () => {
      unsubscribe();
      queue.close();
    },
  };
}
