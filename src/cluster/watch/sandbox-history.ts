import {homeOf} from '#src/sandbox/sandbox.ts';
import {recordGone, recordPod, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

/** How long a Pod that is gone stays in the record, in ms: as long as a card can show it. */
const goneMs = 15 * 60_000;

/** What is known of a sandbox without any object, in ms: a namespace that is there has at least the cluster's certificate. */
const emptyMs = 5 * 60_000;

/** How many generations of its workloads are kept of a sandbox. */
const versionLimit = 50;

/** A workload when the watch first showed this generation of it, in ms since 1970. */
export interface WatchedVersion {
  readonly object: KubernetesObject;
  readonly seenAt: number;
}

/** Whether a Service has a ready address, and since when the watch has seen it so, in ms since 1970. */
export interface WatchedService {
  readonly isUp: boolean;
  readonly since: number;
}

/**
 * What is remembered of sandboxes besides the objects that are there: the path that each Pod took, what workloads were changed
 * to, since when Services are up. All of it is told by namespace.
 */
export class SandboxHistory {
  readonly #pods = new Map<string, Map<string, PodRecord>>();
  readonly #versions = new Map<string, WatchedVersion[]>();
  readonly #services = new Map<string, Map<string, WatchedService>>();
  /** How many objects each namespace has, and since when it has none, in ms since 1970. */
  readonly #counts = new Map<string, number>();
  readonly #emptySince = new Map<string, number>();
  /** The namespaces that a sandbox has besides its first one, by that. */
  readonly #further = new Map<string, Set<string>>();
  /** When the last change was seen, in ms since 1970. */
  #seenAt = 0;

  /** The Pods of a namespace, the youngest first; those that went lately included. */
  podsOf(namespace: string): PodRecord[] {
    const records = this.#pods.get(namespace);
    if (records === undefined) return [];
    const now = Date.now();
    for (const [uid, {goneAt}] of records) if (goneAt !== undefined && now - goneAt > goneMs) records.delete(uid);
    return [...records.values()].sort((a, b) => b.createdAt - a.createdAt);
  }

  /** By name. */
  servicesOf(namespace: string): ReadonlyMap<string, WatchedService> {
    return this.#services.get(namespace) ?? new Map();
  }

  /** What workloads were changed to, the oldest first. */
  versionsOf(namespace: string): readonly WatchedVersion[] {
    return this.#versions.get(namespace) ?? [];
  }

  /** Those of a sandbox, its first one first. */
  namespacesOf(home: string): string[] {
    return [home, ...(this.#further.get(home) ?? [])];
  }

  /** Namespaces of which something is remembered. */
  get remembered(): ReadonlySet<string> {
    return new Set([...this.#pods.keys(), ...this.#versions.keys(), ...this.#services.keys()]);
  }

  /** One more object is in it. */
  objectCame(namespace: string): void {
    this.#counts.set(namespace, (this.#counts.get(namespace) ?? 0) + 1);
    this.#emptySince.delete(namespace);
    const home = homeOf(namespace);
    if (namespace !== home) this.#further.set(home, (this.#further.get(home) ?? new Set()).add(namespace));
  }

  objectWent(namespace: string): void {
    const count = (this.#counts.get(namespace) ?? 0) - 1;
    if (count > 0) this.#counts.set(namespace, count);
    else {
      this.#counts.delete(namespace);
      this.#emptySince.set(namespace, Date.now());
    }
  }

  podIs(namespace: string, pod: KubernetesObject): void {
    const records = this.#pods.get(namespace) ?? new Map<string, PodRecord>();
    this.#pods.set(namespace, records);
    const {uid} = pod.metadata;
    records.set(uid, recordPod(records.get(uid), podSchema.parse(pod), this.#now()));
  }

  podWent(namespace: string, uid: string): void {
    const records = this.#pods.get(namespace);
    const record = records?.get(uid);
    if (record !== undefined) records?.set(uid, recordGone(record, this.#now()));
  }

  /** A workload has a new generation. */
  workloadChanged(namespace: string, object: KubernetesObject): void {
    const versions = [...this.versionsOf(namespace), {object, seenAt: this.#now()}];
    this.#versions.set(namespace, versions.slice(-versionLimit));
  }

  /** @returns whether it was not so before */
  serviceIs(namespace: string, service: string, {isUp, since}: WatchedService): boolean {
    const services = this.#services.get(namespace) ?? new Map<string, WatchedService>();
    this.#services.set(namespace, services);
    if (services.get(service)?.isUp === isUp) return false;
    services.set(service, {isUp, since});
    return true;
  }

  /** @returns whether it was known */
  serviceWent(namespace: string, service: string): boolean {
    return this.#services.get(namespace)?.delete(service) === true;
  }

  /** Drops what is remembered of namespaces that have been gone for some minutes. */
  forgetGone(now: number): void {
    for (const [namespace, since] of this.#emptySince) {
      if (now - since < emptyMs) continue;
      for (const known of [this.#emptySince, this.#pods, this.#versions, this.#services]) known.delete(namespace);
      const home = homeOf(namespace);
      const further = this.#further.get(home);
      further?.delete(namespace);
      if (further?.size === 0) this.#further.delete(home);
    }
  }

  /** Later than all that was seen before, in ms since 1970: the order of two changes is the one in which they came. */
  #now(): number {
    this.#seenAt = Math.max(Date.now(), this.#seenAt + 1);
    return this.#seenAt;
  }
}
