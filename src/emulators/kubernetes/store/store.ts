import type {KubeObject} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: ResourceType;
  object: KubeObject;
  /** The object as it was before, except for `ADDED`. */
  previous: KubeObject | undefined;
  revision: number;
}

/** How many events a watch can go back before it is told 410 Expired, and what they may take as JSON. */
const historyLength = 10_000;
const historyCharacters = 12 * 1024 * 1024;

/**
 * All objects, one revision counter for all of them, and the latest events. It knows no rules: who may write what, and
 * what a deletion means, is decided above it.
 *
 * Invariant: objects are never changed in place; every write stores a new object with a new `resourceVersion`, and
 * listeners hear of it before the write returns, in revision order.
 */
export class Store {
  #lastRevision: number;
  readonly #byType = new Map<ResourceType, Map<string, Map<string, KubeObject>>>();
  readonly #dependentsByOwner = new Map<string, Map<string, {resource: ResourceType; object: KubeObject}>>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #history: {event: StoreEvent; characters: number}[] = [];
  #historyCharacters = 0;
  /** Revisions up to this one can no longer be watched from. */
  #forgottenRevision: number;

  constructor(startRevision = 1) {
    this.#lastRevision = startRevision;
    this.#forgottenRevision = startRevision - 1;
  }

  get revision(): number {
    return this.#lastRevision;
  }

  get<T extends KubeObject>(type: ResourceType<T>, namespace: string | undefined, name: string): T | undefined {
    return this.#objectsOf(type)
      .get(namespace ?? '')
      ?.get(name);
  }

  /** In the order of namespaces and names, as etcd keeps them. */
  list<T extends KubeObject>(type: ResourceType<T>, namespace?: string): T[] {
    const all = this.#objectsOf(type);
    const namespaces = namespace === undefined ? [...all.keys()].sort() : [namespace];
    return namespaces.flatMap((one) =>
      [...(all.get(one)?.values() ?? [])].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
    );
  }

  /** How many there are in a namespace, without listing them. */
  count(type: ResourceType, namespace: string): number {
    return this.#objectsOf(type).get(namespace)?.size ?? 0;
  }

  /** Everything that names this uid among its owners. */
  dependents(ownerUid: string): {resource: ResourceType; object: KubeObject}[] {
    return [...(this.#dependentsByOwner.get(ownerUid)?.values() ?? [])];
  }

  /** Stores an object that is new or replaces the one of the same name; its resourceVersion is set here. */
  put<T extends KubeObject>(type: ResourceType<T>, object: T): T {
    const {namespace = '', name} = object.metadata;
    const all = this.#objectsOf(type);
    const inNamespace = all.get(namespace) ?? new Map<string, T>();
    const previous = inNamespace.get(name);
    const revision = ++this.#lastRevision;
    const stored: T = {...object, metadata: {...object.metadata, resourceVersion: String(revision)}};
    inNamespace.set(name, stored);
    all.set(namespace, inNamespace);
    this.#record({
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      resource: type,
      object: stored,
      previous,
      revision,
    });
    return stored;
  }

  /** Puts back an object as it was saved, before anybody listens. */
  restore<T extends KubeObject>(type: ResourceType<T>, object: T): void {
    const {namespace = '', name} = object.metadata;
    const all = this.#objectsOf(type);
    all.set(namespace, (all.get(namespace) ?? new Map<string, T>()).set(name, object));
    const revision = Number(object.metadata.resourceVersion);
    this.#indexOwners({type: 'ADDED', resource: type, object, previous: undefined, revision});
  }

  /** Removes an object; the event shows it with the revision of its removal. */
  remove<T extends KubeObject>(type: ResourceType<T>, object: T): T {
    const {namespace = '', name} = object.metadata;
    const revision = ++this.#lastRevision;
    const previous = this.#objectsOf(type).get(namespace)?.get(name);
    this.#objectsOf(type).get(namespace)?.delete(name);
    const last: T = {...object, metadata: {...object.metadata, resourceVersion: String(revision)}};
    this.#record({type: 'DELETED', resource: type, object: last, previous, revision});
    return last;
  }

  /** Calls `listener` for every later event; the returned function ends that. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The events after a revision, or undefined when they are no longer all known. */
  eventsAfter(revision: number): StoreEvent[] | undefined {
    if (revision < this.#forgottenRevision) return undefined;
    let at = this.#history.length;
    while (at > 0 && (this.#history[at - 1]?.event.revision ?? 0) > revision) at--;
    return this.#history.slice(at).map(({event}) => event);
  }

  /** Forgets what happened, so that every watch that wants to resume is told 410 Expired. */
  forgetHistory(): void {
    this.#history = [];
    this.#historyCharacters = 0;
    this.#forgottenRevision = ++this.#lastRevision;
  }

  #objectsOf<T extends KubeObject>(type: ResourceType<T>): Map<string, Map<string, T>> {
    // Each type's map holds that type's objects alone: `put` is the only way in.
    const known = this.#byType.get(type) as Map<string, Map<string, T>> | undefined;
    if (known !== undefined) return known;
    const created = new Map<string, Map<string, T>>();
    this.#byType.set(type, created);
    return created;
  }

  #record(event: StoreEvent): void {
    this.#indexOwners(event);
    const characters = JSON.stringify(event.object).length;
    this.#history.push({event, characters});
    this.#historyCharacters += characters;
    if (this.#history.length > historyLength || this.#historyCharacters > historyCharacters) this.#forgetOlderHalf();
    for (const listener of this.#listeners) listener(event);
  }

  #forgetOlderHalf(): void {
    let forgotten = 0;
    while (
      this.#history.length - forgotten > historyLength / 2 ||
      (this.#historyCharacters > historyCharacters / 2 && forgotten < this.#history.length)
    ) {
      const oldest = this.#history[forgotten++];
      this.#historyCharacters -= oldest?.characters ?? 0;
      this.#forgottenRevision = oldest?.event.revision ?? this.#forgottenRevision;
    }
    this.#history = this.#history.slice(forgotten);
  }

  #indexOwners({type, resource, object, previous}: StoreEvent): void {
    const {uid} = object.metadata;
    for (const owner of previous?.metadata.ownerReferences ?? []) {
      const dependents = this.#dependentsByOwner.get(owner.uid);
      dependents?.delete(uid);
      if (dependents?.size === 0) this.#dependentsByOwner.delete(owner.uid);
    }
    if (type === 'DELETED') return;
    for (const owner of object.metadata.ownerReferences ?? []) {
      const dependents = this.#dependentsByOwner.get(owner.uid) ?? new Map();
      dependents.set(uid, {resource, object});
      this.#dependentsByOwner.set(owner.uid, dependents);
    }
  }
}
