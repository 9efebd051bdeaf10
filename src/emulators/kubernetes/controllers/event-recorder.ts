import type {Clock} from '../clock.ts';
import type {Event} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {events} from '../resources/events.ts';
import {namespaces} from '../resources/namespaces.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

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

/** How an event says when it happened, how often, and to whom it was seen. */
type Occurrence = Pick<Event, 'source' | 'firstTimestamp' | 'lastTimestamp' | 'count' | 'eventTime' | 'action'>;

/** Events are forgotten after an hour, as by the API server. */
const LIFETIME_MS = 60 * 60_000;

/** Writes the events that `kubectl describe` and `kubectl get events` show; the same one again is counted. */
export class EventRecorder {
  private readonly store: Store;
  private readonly objects: Objects;
  private readonly clock: Clock;
  private recorded = 0;
  private readonly known = new Map<string, {namespace: string; name: string}>();

  constructor({store, objects, clock}: {store: Store; objects: Objects; clock: Clock}) {
    this.store = store;
    this.objects = objects;
    this.clock = clock;
  }

  record(
    source: EventSource,
    {object, fieldPath}: EventSubject,
    entry: {type: string; reason: string; message: string},
  ): void {
    const {metadata} = object;
    const namespace = metadata.namespace ?? 'default';
    if (this.store.get(namespaces, undefined, namespace)?.metadata.deletionTimestamp !== undefined) return;
    const key = [metadata.uid, fieldPath, source.component, entry.type, entry.reason, entry.message].join('\n');
    const before = this.known.get(key);
    const stored = before === undefined ? undefined : this.store.get(events, before.namespace, before.name);
    if (stored !== undefined) {
      this.objects.update(events, stored, {...stored, ...this.again(stored)});
      return;
    }
    // Like the real ones, named by a nanosecond; the counter keeps those of one millisecond apart.
    const nanoseconds = BigInt(this.clock.now()) * 1_000_000n + BigInt(this.recorded++ % 1_000_000);
    const name = `${metadata.name}.${nanoseconds.toString(16)}`;
    this.known.set(key, {namespace, name});
    this.create({source, object, fieldPath, namespace, name, ...entry});
    this.clock.after(LIFETIME_MS, () => this.expire(key));
  }

  private again({eventTime, series, count = 1}: Event): Partial<Event> {
    if (eventTime === null || eventTime === undefined) return {count: count + 1, lastTimestamp: this.clock.timestamp()};
    return {series: {count: (series?.count ?? 1) + 1, lastObservedTime: this.clock.microTimestamp()}};
  }

  private create(given: {
    source: EventSource;
    object: KubeObject;
    fieldPath: string | undefined;
    namespace: string;
    name: string;
    type: string;
    reason: string;
    message: string;
  }): void {
    const {source, object, fieldPath, namespace, name, type, reason, message} = given;
    const {metadata} = object;
    const {component, host = '', action} = source;
    const now = this.clock.timestamp();
    const occurrence: Occurrence =
      action === undefined
        ? {
            source: {component, ...(host === '' ? {} : {host})},
            firstTimestamp: now,
            lastTimestamp: now,
            count: 1,
            eventTime: null,
          }
        : {source: {}, firstTimestamp: null, lastTimestamp: null, eventTime: this.clock.microTimestamp(), action};
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
      reportingComponent: component,
      reportingInstance: host,
    };
    // The rest of the metadata is what creating it fills in.
    this.objects.create(events, event as Event);
  }

  private expire(key: string): void {
    const at = this.known.get(key);
    this.known.delete(key);
    const stored = at === undefined ? undefined : this.store.get(events, at.namespace, at.name);
    if (stored !== undefined) this.objects.delete(events, stored);
  }
}
