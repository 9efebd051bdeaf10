import type {Clock} from '../clock.ts';
import type {Timings} from '../timings.ts';
import type {Event} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {events} from '../resources/events.ts';
import {namespaces} from '../resources/namespaces.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import {EventCorrelator, type EventKeys} from './event-correlator.ts';
import {RecentMap} from './recent-map.ts';

export interface EventSubject {
  object: KubeObject;
  /** Such as `spec.containers{nginx}`. */
  fieldPath?: string;
}

export interface EventSource {
  component: string;
  host?: string;
  /** What it was about to do: whoever says so writes events of the newer kind, which count in a series. */
  action?: string;
}

interface EventEntry {
  type: string;
  reason: string;
  message: string;
}

/** How an event says when it happened, how often, and to whom it was seen. */
type Occurrence = Pick<Event, 'source' | 'firstTimestamp' | 'lastTimestamp' | 'count' | 'eventTime' | 'action'>;

/** What is remembered of an event that was written. */
interface Written {
  namespace: string;
  name: string;
  count: number;
  firstTimestamp: string;
}

const cacheSize = 4096;

/** Writes the events that `kubectl describe` and `kubectl get events` show; the same one again is counted. */
export class EventRecorder {
  readonly #store: Store;
  readonly #objects: Objects;
  readonly #clock: Clock;
  readonly #timings: Pick<Timings, 'secondMs'>;
  readonly #correlator = new EventCorrelator();
  readonly #written = new RecentMap<Written>(cacheSize);
  #recorded = 0;

  constructor(parts: {store: Store; objects: Objects; clock: Clock; timings: Pick<Timings, 'secondMs'>}) {
    this.#store = parts.store;
    this.#objects = parts.objects;
    this.#clock = parts.clock;
    this.#timings = parts.timings;
  }

  record(source: EventSource, subject: EventSubject, entry: EventEntry): void {
    const namespace = subject.object.metadata.namespace ?? 'default';
    const found = this.#store.get(namespaces, undefined, namespace);
    if (found === undefined || found.metadata.deletionTimestamp !== undefined) return;
    const keys = keysOf(source, subject, entry);
    if (source.action !== undefined) this.#recordInSeries(keys.same, {source, subject, entry, namespace});
    else this.#recordCounted(keys, {source, subject, entry, namespace});
  }

  #recordCounted(keys: EventKeys, given: Given): void {
    const nowSeconds = this.#clock.now() / this.#timings.secondMs;
    const {key, message} = this.#correlator.correlate(keys, nowSeconds);
    const before = this.#written.get(key);
    const now = this.#clock.timestamp();
    const written = {
      ...(before ?? {namespace: given.namespace, name: this.#newName(given.subject.object), firstTimestamp: now}),
      count: (before?.count ?? 0) + 1,
    };
    // What is not told is counted all the same.
    this.#written.set(key, written);
    if (this.#correlator.isSpam(keys, nowSeconds)) return;
    const {name, count, firstTimestamp} = written;
    const stored = this.#store.get(events, given.namespace, name);
    if (stored !== undefined) this.#objects.update(events, stored, {...stored, message, count, lastTimestamp: now});
    else {
      const {component, host = ''} = given.source;
      const source = {component, ...(host === '' ? {} : {host})};
      const occurrence = {source, firstTimestamp, lastTimestamp: now, count, eventTime: null};
      this.#create({...given, entry: {...given.entry, message}, name, occurrence});
    }
  }

  #recordInSeries(key: string, given: Given): void {
    const eventTime = this.#clock.microTimestamp();
    const before = this.#written.get(key);
    const stored = before && this.#store.get(events, before.namespace, before.name);
    if (stored !== undefined) {
      const series = {count: (stored.series?.count ?? 1) + 1, lastObservedTime: eventTime};
      this.#objects.update(events, stored, {...stored, series});
      return;
    }
    const name = this.#newName(given.subject.object);
    this.#written.set(key, {namespace: given.namespace, name, count: 1, firstTimestamp: eventTime});
    const times = {source: {}, firstTimestamp: null, lastTimestamp: null, eventTime};
    const {action} = given.source;
    this.#create({...given, name, occurrence: {...times, ...(action === undefined ? {} : {action})}});
  }

  #create({source, subject, entry, namespace, name, occurrence}: Given & {name: string; occurrence: Occurrence}) {
    const {object, fieldPath} = subject;
    const {metadata} = object;
    const {type, reason, message} = entry;
    const event: Omit<Event, 'metadata'> & {metadata: {namespace: string; name: string}} = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {namespace, name},
      involvedObject: {
        kind: object.kind,
        ...(metadata.namespace === undefined ? {} : {namespace: metadata.namespace}),
        name: metadata.name,
        uid: metadata.uid,
        apiVersion: object.apiVersion,
        resourceVersion: metadata.resourceVersion,
        ...(fieldPath === undefined ? {} : {fieldPath}),
      },
      reason,
      message,
      ...occurrence,
      type,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    };
    // The rest of the metadata is what creating it fills in.
    this.#objects.create(events, event as Event);
  }

  /** Like the real ones, named by a nanosecond; the counter keeps those of one millisecond apart. */
  #newName({metadata}: KubeObject): string {
    const nanoseconds = BigInt(this.#clock.now()) * 1_000_000n + BigInt(this.#recorded++ % 1_000_000);
    return `${metadata.name}.${nanoseconds.toString(16)}`;
  }
}

interface Given {
  source: EventSource;
  subject: EventSubject;
  entry: EventEntry;
  namespace: string;
}

function keysOf(
  {component, host = ''}: EventSource,
  {object: {kind, metadata}, fieldPath = ''}: EventSubject,
  {type, reason, message}: EventEntry,
): EventKeys {
  const spam = [component, host, kind, metadata.uid].join('\n');
  const similar = [spam, type, reason].join('\n');
  return {spam, similar, same: [similar, fieldPath, message].join('\n'), message};
}
