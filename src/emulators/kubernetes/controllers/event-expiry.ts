import type {Event} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import {events} from '../resources/events.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';

/** Events are forgotten an hour after they were last written, as by the API server. */
const lifetimeMs = 60 * 60_000;
/** And before that, the oldest first, when there are too many: this cluster keeps all that it has in memory. */
const maxOfNamespace = 1_000;
const maxInAll = 10_000;
const maxCharacters = 32 * 1024 * 1024;

interface Kept {
  namespace: string;
  dueMs: number;
  characters: number;
}

/** Takes events away when their time is over, whoever wrote them; those that were saved too. */
export function runEventExpiry(parts: Pick<ControllerParts, 'store' | 'clock' | 'timings' | 'log'>): Controller {
  const {store, clock} = parts;
  /** By key, in the order in which they were written. */
  const kept = new Map<string, Kept>();
  const countOf = new Map<string, number>();
  let characters = 0;
  let cancel: (() => void) | undefined;

  const forget = (key: string): void => {
    const known = kept.get(key);
    if (known === undefined) return;
    kept.delete(key);
    characters -= known.characters;
    countOf.set(known.namespace, (countOf.get(known.namespace) ?? 0) - 1);
    if (countOf.get(known.namespace) === 0) countOf.delete(known.namespace);
  };
  const keep = (event: Event, writtenMs: number): void => {
    const key = keyOf(event);
    forget(key);
    const {namespace = ''} = event.metadata;
    const length = JSON.stringify(event).length;
    kept.set(key, {namespace, dueMs: writtenMs + lifetimeMs, characters: length});
    characters += length;
    countOf.set(namespace, (countOf.get(namespace) ?? 0) + 1);
  };
  const remove = (key: string): void => {
    forget(key);
    const {namespace, name} = splitKey(key);
    const event = store.get(events, namespace, name);
    // Whatever its finalizers say: so does a server.
    if (event !== undefined) store.remove(events, event);
  };
  const trim = (namespace: string): void => {
    let surplus = (countOf.get(namespace) ?? 0) - maxOfNamespace;
    for (const [key, one] of kept) {
      const isDue = one.dueMs <= clock.now();
      const isFull = kept.size > maxInAll || characters > maxCharacters;
      if (!isDue && !isFull && surplus <= 0) break;
      if (!isDue && !isFull && one.namespace !== namespace) continue;
      if (one.namespace === namespace) surplus--;
      remove(key);
    }
    const [oldest] = kept.values();
    cancel?.();
    cancel = oldest && clock.after(oldest.dueMs - clock.now(), () => controller.add(oldest.namespace));
  };

  const controller = runController(parts, {
    name: 'event-expiry',
    keysOf: ({resource, type, object}) => {
      if (resource !== events) return [];
      if (type === 'DELETED') forget(keyOf(object));
      // An event of this resource carries an Event.
      else keep(object as Event, clock.now());
      return type === 'DELETED' ? [] : [object.metadata.namespace ?? ''];
    },
    reconcile: trim,
  });
  const saved = store.list(events).map((event) => ({event, writtenMs: lastWritten(event, clock.now())}));
  for (const {event, writtenMs} of saved.sort((a, b) => a.writtenMs - b.writtenMs)) keep(event, writtenMs);
  for (const namespace of countOf.keys()) trim(namespace);
  return controller;
}

function lastWritten(event: Event, nowMs: number): number {
  const {lastTimestamp, eventTime, series, metadata} = event;
  const times = [lastTimestamp, eventTime, series?.lastObservedTime, metadata.creationTimestamp];
  const written = times.map((time) => Date.parse(time ?? '')).filter((ms) => ms <= nowMs);
  return Math.max(0, ...written);
}
