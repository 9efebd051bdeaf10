import type {Clock} from '../clock.ts';
import type {EventRecorder} from './event-recorder.ts';
import type {Timings} from '../kubelet/timings.ts';
import type {Objects} from '../store/objects.ts';
import type {Store, StoreEvent} from '../store/store.ts';
import {KeyQueue} from './key-queue.ts';

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

/** Feeds a queue from the store: `keysOf` says which keys an event may concern. */
export function runController(
  {store, clock, timings, log}: ControllerParts,
  {
    name,
    keysOf,
    reconcile,
  }: {name: string; keysOf: (event: StoreEvent) => readonly string[]; reconcile: (key: string) => void},
): Controller & {add: (key: string) => void} {
  const queue = new KeyQueue({
    reconcile,
    onError: (key, error) => {
      log(`${name} ${key}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      clock.after(timings.secondMs, () => queue.add(key));
    },
  });
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
