import {forbidden} from '../status-error.ts';
import type {ResourceQuota} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {resourceQuotas} from '../resources/resource-quotas.ts';
import {demandOfContainer, demandOfPod} from '../resources/pod-demand.ts';
import {pods} from '../resources/pods.ts';
import {formatQuantity, parseQuantity} from '../schema/quantity.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

const compute = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);
/** Counted where a container says it, and nobody has to. */
const storage = new Set(['ephemeral-storage', 'requests.ephemeral-storage', 'limits.ephemeral-storage']);
/** Types that a quota can name without `count/`. */
const counted = new Set(['configmaps', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'secrets', 'services']);

/** Between a class and what is counted of it. */
const ofClasses = '.storageclass.storage.k8s.io/';

/** How much of one quota's resources an object takes; what it does not touch is left out. */
export function usageOf(type: ResourceType, object: KubeObject, names: readonly string[]): Map<string, number> {
  const usage = new Map<string, number>();
  const qualified = `count/${type.plural}${type.group === '' ? '' : `.${type.group}`}`;
  for (const name of names) {
    if (name === qualified || (name === type.plural && counted.has(name) && type.group === '')) usage.set(name, 1);
    // A type's objects are of that type.
    else if (type === pods && (compute.has(name) || storage.has(name)))
      usage.set(name, demandOfPod(object as Pod, name));
    else if (type === persistentVolumeClaims) {
      const amount = claimUsage(object as PersistentVolumeClaim, name);
      if (amount !== undefined) usage.set(name, amount);
    }
  }
  return usage;
}

/** What a claim takes of a quota of storage, which may be that of its class alone. */
function claimUsage({spec}: PersistentVolumeClaim, name: string): number | undefined {
  const [ofClass, resource] = name.includes(ofClasses) ? name.split(ofClasses) : [undefined, name];
  if (ofClass !== undefined && ofClass !== (spec.storageClassName ?? '')) return undefined;
  if (resource === 'requests.storage') return parseQuantity(spec.resources?.requests?.['storage'] ?? '0');
  return ofClass !== undefined && resource === 'persistentvolumeclaims' ? 1 : undefined;
}

/** Ended Pods use nothing any more. */
export function countsAgainstQuota(type: ResourceType, object: KubeObject): boolean {
  const phase = type === pods ? (object as Pod).status.phase : undefined;
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** What a namespace's objects use of each of a quota's resources. */
export function usedOf(
  store: Store,
  types: readonly ResourceType[],
  {metadata, spec}: ResourceQuota,
): Record<string, string> {
  const names = Object.keys(spec.hard ?? {});
  const used = new Map(names.map((name) => [name, 0]));
  for (const type of types) {
    for (const object of store.list(type, metadata.namespace)) {
      if (!countsAgainstQuota(type, object)) continue;
      for (const [name, amount] of usageOf(type, object, names)) used.set(name, (used.get(name) ?? 0) + amount);
    }
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, formatQuantity(amount, name)]));
}

/**
 * Refuses what would exceed a namespace's ResourceQuota.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function quotaAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    const {namespace, name} = object.metadata;
    if (old !== undefined || namespace === undefined) return;
    for (const quota of store.list(resourceQuotas, namespace)) {
      const {hard = {}} = quota.spec;
      const wanted = usageOf(type, object, Object.keys(hard));
      if (wanted.size === 0) continue;
      if (type === pods) requireDemands(object as Pod, quota);
      const used = usedOf(store, [type], quota);
      const exceeded = [...wanted].filter(
        ([resource, amount]) => parseQuantity(used[resource] ?? '0') + amount > parseQuantity(hard[resource] ?? '0'),
      );
      if (exceeded.length === 0) continue;
      const list = (textOf: (resource: string, amount: number) => string | undefined): string =>
        exceeded.map(([resource, amount]) => `${resource}=${textOf(resource, amount)}`).join(',');
      const requested = list((resource, amount) => formatQuantity(amount, resource));
      const why = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${list((resource) => used[resource])}, limited: ${list((resource) => hard[resource])}`;
      throw forbidden(type, name, why);
    }
  };
}

/** Where computing resources are limited, every container has to say what it takes. */
function requireDemands(pod: Pod, {metadata, spec}: ResourceQuota): void {
  const constrained = Object.keys(spec.hard ?? {}).filter((name) => compute.has(name));
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const texts = constrained.sort().flatMap((resource) => {
    const silent = containers.filter((container) => demandOfContainer(container, resource) === undefined);
    return silent.length === 0 ? [] : [`${resource} for: ${silent.map(({name}) => name).join(',')}`];
  });
  if (texts.length === 0) return;
  throw forbidden(pods, pod.metadata.name, `failed quota: ${metadata.name}: must specify ${texts.join('; ')}`);
}
