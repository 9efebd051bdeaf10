import {readySliceAddresses, serviceOfSlice} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import {isReserved, isTypeThat, typesThat, type ResourceTypeName, type TypeThat} from '#src/kinds/resource-types.ts';
import {homeOf, namespaceSchema, type Namespace} from '#src/sandbox/sandbox.ts';
import {aliasOf} from '#src/sandbox/namespace/learner-namespace.ts';
import type {SliceNode} from '#src/sandbox/namespace/slices.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import type {Identities} from '../api/identities.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '../api/resource-path.ts';
import {SandboxHistory, type WatchedService, type WatchedVersion} from './sandbox-history.ts';
import {watchResource} from './watch-resource.ts';

const forgetEveryMs = 60_000;

export interface SandboxWatchOptions {
  readonly identities: Identities;
  /** A Service got its first ready address, or lost its last; `isUp` is undefined when it is gone. */
  readonly onService: (change: {namespace: string; service: string; isUp: boolean | undefined; at: number}) => void;
  /** The watch of a type was lost, and is begun again. */
  readonly onLost?: (type: WatchedType, error: unknown) => void;
  /** The watch of a type tells what there is, again. */
  readonly onHeld?: (type: WatchedType) => void;
}

const watchedTypes = typesThat('isWatched');
type WatchedType = TypeThat<'isWatched'>;

/** Who hears of changes: only the key, the state is to be read again. */
interface WatchListener {
  readonly namespaceChanged: (namespace: string) => void;
  readonly nodeLabelsChanged: (node: string) => void;
}

/** The namespace of a sandbox that an object is in, or is; undefined for what is in none. */
function namespaceOf(type: WatchedType, {metadata}: KubernetesObject): Namespace | undefined {
  return namespaceSchema.safeParse(type === 'namespaces' ? metadata.name : metadata.namespace).data;
}

/**
 * What the sandboxes look like now: one watch per resource type for all of them, read into memory, with the path that each
 * Pod took. Which namespaces are sandboxes is told by their names alone, never by labels that a learner could set.
 */
export class SandboxWatch {
  readonly #options: SandboxWatchOptions;
  readonly #stop = new AbortController();
  readonly #objects = new Map<WatchedType, Map<string, KubernetesObject>>(
    watchedTypes.map((type) => [type, new Map()]),
  );
  readonly #history = new SandboxHistory();
  #timer: NodeJS.Timeout | undefined;
  readonly #synced = new Set<WatchedType>();
  /** From when on no Pod was missed, in ms since 1970. */
  #podsSince: number | undefined;
  #listener: WatchListener = {namespaceChanged: () => undefined, nodeLabelsChanged: () => undefined};
  #done: Promise<unknown> = Promise.resolve();

  constructor(options: SandboxWatchOptions) {
    this.#options = options;
  }

  start(listener: WatchListener): void {
    this.#listener = listener;
    this.#timer = setInterval(() => this.forgetGone(Date.now()), forgetEveryMs);
    const client = this.#options.identities.system('watcher');
    this.#done = Promise.all(
      watchedTypes.map(async (type) =>
        watchResource({
          client,
          path: resourcePath(type),
          signal: this.#stop.signal,
          handler: {
            replace: (objects) => this.#replace(type, objects),
            upsert: (object) => this.#upsert(type, object),
            remove: (object) => this.#remove(type, object),
            lost: (error) => {
              this.#synced.delete(type);
              if (type === 'pods') this.#podsSince = undefined;
              this.#options.onLost?.(type, error);
            },
            resumed: () => this.#sync(type),
          },
        }),
      ),
    );
  }

  /** Whether the state is known to be current. */
  get isSynced(): boolean {
    return this.#synced.size === watchedTypes.length;
  }

  /** The Pods of a sandbox, the youngest first; those that went lately included. */
  podsOf(namespace: string): PodRecord[] {
    return this.#history.podsOf(namespace);
  }

  /** The same in all namespaces of a sandbox, by its first one. */
  podsInAll(home: string): PodRecord[] {
    const pods = this.#history.namespacesOf(home).flatMap((namespace) => this.podsOf(namespace));
    return pods.sort((a, b) => b.createdAt - a.createdAt);
  }

  servicesOf(namespace: string): WatchedService[] {
    return [...this.#history.servicesOf(namespace).values()];
  }

  servicesInAll(home: string): WatchedService[] {
    return this.#history.namespacesOf(home).flatMap((namespace) => this.servicesOf(namespace));
  }

  /** What a sandbox's workloads were changed to, the oldest first. */
  versionsOf(namespace: string): readonly WatchedVersion[] {
    return this.#history.versionsOf(namespace);
  }

  /**
   * From when on the record of Pods lacks nothing, in ms since 1970. Undefined while what there is may have changed
   * unseen.
   */
  get completeSince(): number | undefined {
    return this.isSynced ? this.#podsSince : undefined;
  }

  /**
   * A sandbox's objects of a type as the API server has them; of nodes, those named; of namespaces, those that its learner made
   * besides the first.
   */
  objectsOf(namespace: string, type: WatchedType, nodes: readonly string[] = []): KubernetesObject[] {
    const objects = [...this.#objectsOf(type).values()];
    if (type === 'nodes') return objects.filter(({metadata}) => nodes.includes(metadata.name));
    if (type === 'namespaces') {
      const home = homeOf(namespace);
      return objects.filter(({metadata}) => metadata.name !== home && homeOf(metadata.name) === home);
    }
    return objects.filter(({metadata}) => metadata.namespace === namespace);
  }

  /** Drops what is remembered of sandboxes that have been gone for some minutes. */
  forgetGone(now: number): void {
    this.#history.forgetGone(now);
  }

  /** Sandboxes of which something is remembered. */
  get remembered(): ReadonlySet<string> {
    return this.#history.remembered;
  }

  /** What a learner calls the namespaces that they made, by their first one; sorted. */
  aliasesOf(home: string): string[] {
    return this.objectsOf(home, 'namespaces')
      .flatMap((object) => aliasOf(object) ?? [])
      .sort();
  }

  /** The names of a sandbox's objects of a type, sorted. */
  namesOf(namespace: string, type: ResourceTypeName): string[] {
    // they have the names of the Services that they are of
    if (type === 'endpoints') return [...this.#history.servicesOf(namespace).keys()].sort();
    if (!isTypeThat(type, 'isWatched', 'isNamespaced')) return [];
    const names: string[] = [];
    for (const {metadata} of this.#objectsOf(type).values())
      if (metadata.namespace === namespace) names.push(metadata.name);
    return names.sort();
  }

  /** A sandbox's object, as it was seen last. */
  find(namespace: string, type: ResourceTypeName, name: string): KubernetesObject | undefined {
    if (!isTypeThat(type, 'isWatched')) return undefined;
    for (const object of this.#objectsOf(type).values()) {
      if (object.metadata.namespace === namespace && object.metadata.name === name) return object;
    }
    return undefined;
  }

  nodes(): SliceNode[] {
    const others = new Map<string, number>();
    for (const pod of this.#objectsOf('pods').values()) {
      const {spec} = podSchema.parse(pod);
      const isOurs = namespaceSchema.safeParse(pod.metadata.namespace).success;
      if (spec.nodeName !== undefined && !isOurs) others.set(spec.nodeName, (others.get(spec.nodeName) ?? 0) + 1);
    }
    return [...this.#objectsOf('nodes').values()].map((object) => {
      const {name, isReady, isSchedulable, allocatablePods} = nodeState(object);
      return {name, isReady, isSchedulable, allocatablePods, otherPods: others.get(name) ?? 0};
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort(new Error('closing'));
    await this.#done;
  }

  #objectsOf(type: WatchedType): Map<string, KubernetesObject> {
    const objects = this.#objects.get(type);
    if (objects === undefined) throw new Error(`${type} is not watched`);
    return objects;
  }

  /**
   * A list does not tell in which order things happened since the last one. What is new in it comes first: then it never looks
   * as if a Pod had ended before another one was made, when that was not seen.
   */
  #replace(type: WatchedType, objects: readonly KubernetesObject[]): void {
    const before = this.#objectsOf(type);
    const kept = new Set(objects.map(({metadata}) => metadata.uid));
    const gone = [...before.values()].filter(({metadata}) => !kept.has(metadata.uid));
    const [known, fresh] = [true, false].map((isKnown) =>
      objects.filter(({metadata}) => before.has(metadata.uid) === isKnown),
    );
    for (const object of [...(fresh ?? []), ...(known ?? [])]) this.#upsert(type, object);
    for (const object of gone) this.#remove(type, object);
    this.#sync(type);
  }

  #upsert(type: WatchedType, object: KubernetesObject): void {
    const isOther = type === 'namespaces' && namespaceOf(type, object) === undefined;
    if (isOther || isReserved(type, object.metadata.name)) return this.#sync(type);
    const before = this.#objectsOf(type).get(object.metadata.uid);
    this.#objectsOf(type).set(object.metadata.uid, object);
    this.#sync(type);
    const namespace = namespaceOf(type, object);
    if (namespace === undefined) {
      // a node reports about itself every few seconds
      const isSame = JSON.stringify(before?.metadata.labels) === JSON.stringify(object.metadata.labels);
      if (type === 'nodes' && !isSame) this.#listener.nodeLabelsChanged(object.metadata.name);
      return;
    }
    if (before === undefined) this.#history.objectCame(namespace);
    if (isTypeThat(type, 'keepsVersions') && before?.metadata.generation !== object.metadata.generation) {
      this.#history.workloadChanged(namespace, object);
    }
    if (type === 'pods') this.#history.podIs(namespace, object);
    if (type === 'endpointslices') this.#lookAtService(namespace, serviceOfSlice(object));
    this.#listener.namespaceChanged(namespace);
  }

  #remove(type: WatchedType, object: KubernetesObject): void {
    const wasThere = this.#objectsOf(type).delete(object.metadata.uid);
    const namespace = namespaceOf(type, object);
    if (namespace === undefined) return;
    if (wasThere) this.#history.objectWent(namespace);
    if (type === 'pods') this.#history.podWent(namespace, object.metadata.uid);
    if (type === 'endpointslices') this.#lookAtService(namespace, serviceOfSlice(object));
    this.#listener.namespaceChanged(namespace);
  }

  #sync(type: WatchedType): void {
    if (!this.#synced.has(type)) this.#options.onHeld?.(type);
    this.#synced.add(type);
    if (type === 'pods') this.#podsSince ??= Date.now();
  }

  /** Whether any of a Service's EndpointSlices has a ready address. Of one that has none at all, nothing is known. */
  #lookAtService(namespace: string, service: string | undefined): void {
    if (service === undefined) return;
    const slices = this.objectsOf(namespace, 'endpointslices').filter((slice) => serviceOfSlice(slice) === service);
    const at = Date.now();
    const isUp = slices.length === 0 ? undefined : readySliceAddresses(slices).length > 0;
    const isNew =
      isUp === undefined
        ? this.#history.serviceWent(namespace, service)
        : this.#history.serviceIs(namespace, service, {isUp, since: at});
    if (isNew) this.#options.onService({namespace, service, isUp, at});
  }
}
