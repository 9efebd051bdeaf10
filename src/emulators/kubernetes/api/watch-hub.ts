import type {Clock} from '../clock.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {Selection} from './selectors.ts';
import type {Store, StoreEvent} from '../store/store.ts';

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: KubeObject;
}

export interface WatchRequest {
  type: ResourceType;
  namespace: string | undefined;
  selects: Selection;
  hasBookmarks: boolean;
  timeoutMs: number;
  send: (event: WatchEvent) => void;
  /** Ends the stream; `expire` first tells the client to list again. */
  end: (how: 'close' | 'expire') => void;
}

const bookmarkIntervalMs = 60_000;

/** All open watches: each store event reaches those of its type alone. */
export class WatchHub {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #watches = new Map<ResourceType, Set<WatchRequest>>();
  readonly #unsubscribe: () => void;

  constructor({store, clock}: {store: Store; clock: Clock}) {
    this.#store = store;
    this.#clock = clock;
    this.#unsubscribe = store.subscribe((event) => this.#dispatch(event));
  }

  /** Starts a watch with what happened already; the returned function ends it without a word. */
  open(watch: WatchRequest, missed: readonly StoreEvent[]): () => void {
    for (const event of missed) if (event.resource === watch.type) deliver(watch, event);
    const ofType = this.#watches.get(watch.type) ?? new Set();
    this.#watches.set(watch.type, ofType.add(watch));
    const cancels = [this.#clock.after(watch.timeoutMs, () => this.#finish(watch, stop))];
    const scheduleBookmark = (): void => {
      cancels[1] = this.#clock.after(bookmarkIntervalMs, () => {
        watch.send({type: 'BOOKMARK', object: this.#bookmark(watch.type)});
        scheduleBookmark();
      });
    };
    if (watch.hasBookmarks) scheduleBookmark();
    const stop = (): void => {
      ofType.delete(watch);
      for (const cancel of cancels) cancel();
    };
    return stop;
  }

  /** Ends every watch: as a restarted server would, or telling clients that their revision is gone. */
  endAll(how: 'close' | 'expire'): number {
    const all = [...this.#watches.values()].flatMap((ofType) => Array.from(ofType));
    for (const watch of all) watch.end(how);
    return all.length;
  }

  close(): void {
    this.#unsubscribe();
    this.endAll('close');
  }

  #finish(watch: WatchRequest, stop: () => void): void {
    if (watch.hasBookmarks) watch.send({type: 'BOOKMARK', object: this.#bookmark(watch.type)});
    stop();
    watch.end('close');
  }

  #bookmark(type: ResourceType): KubeObject {
    const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
    const metadata = {resourceVersion: String(this.#store.revision), creationTimestamp: null};
    return {kind: type.kind, apiVersion, metadata} as unknown as KubeObject;
  }

  #dispatch(event: StoreEvent): void {
    for (const watch of this.#watches.get(event.resource) ?? []) deliver(watch, event);
  }
}

/** An object that enters or leaves a watch's selection looks to it like one that comes or goes. */
function deliver({namespace, selects, send}: WatchRequest, {type, object, previous}: StoreEvent): void {
  if (namespace !== undefined && object.metadata.namespace !== namespace) return;
  const isSelected = type !== 'DELETED' && (selects?.(object) ?? true);
  const wasSelected = previous !== undefined && (selects?.(previous) ?? true);
  if (isSelected) send({type: wasSelected ? 'MODIFIED' : 'ADDED', object});
  else if (wasSelected) send({type: 'DELETED', object});
}
