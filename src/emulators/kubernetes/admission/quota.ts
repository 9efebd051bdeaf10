import {forbidden} from '../status-error.ts';
import type {ResourceQuota, Service} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {resourceQuotas} from '../resources/resource-quotas.ts';
import {demandOfContainer, demandOfPod} from '../resources/pod-demand.ts';
import {pods} from '../resources/pods.ts';
import {services} from '../resources/services.ts';
import {formatQuantity, parseQuantity} from '../schema/quantity.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import {isInScope} from './quota-scopes.ts';

const compute = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);
/** Counted where a container says it, and nobody has to. */
const storage = new Set(['ephemeral-storage', 'requests.ephemeral-storage', 'limits.ephemeral-storage']);
/** Types that a quota can name without `count/`. */
const counted = new Set(['configmaps', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'secrets', 'services']);

/** Between a class and what is counted of it. */
const ofClasses = '.storageclass.storage.k8s.io/';

/** How much of one quota's resources an object takes; what it does not touch is left out. */
export function usageOf(type: ResourceType, object: KubeObject, quota: ResourceQuota): Map<string, number> {
  const usage = new Map<string, number>();
  if (!isInScope(type, object, quota)) return usage;
  for (const name of Object.keys(quota.spec.hard ?? {})) {
    const amount = amountOf(type, object, name);
    if (amount !== undefined) usage.set(name, amount);
  }
  return usage;
}

function amountOf(type: ResourceType, object: KubeObject, name: string): number | undefined {
  const qualified = `count/${type.plural}${type.group === '' ? '' : `.${type.group}`}`;
  if (name === qualified || (name === type.plural && counted.has(name) && type.group === '')) return 1;
  // A type's objects are of that type.
  if (type === pods && (compute.has(name) || storage.has(name))) return demandOfPod(object as Pod, name);
  if (type === persistentVolumeClaims) return claimUsage(object as PersistentVolumeClaim, name);
  if (type === services) return serviceUsage(object as Service, name);
  return undefined;
}

/** What a claim takes of a quota of storage, which may be that of its class alone. */
function claimUsage({spec}: PersistentVolumeClaim, name: string): number | undefined {
  const [ofClass, resource] = name.includes(ofClasses) ? name.split(ofClasses) : [undefined, name];
  if (ofClass !== undefined && ofClass !== (spec.storageClassName ?? '')) return undefined;
  if (resource === 'requests.storage') return parseQuantity(spec.resources?.requests?.['storage'] ?? '0');
  return ofClass !== undefined && resource === 'persistentvolumeclaims' ? 1 : undefined;
}

/** What of a Service is of the nodes, or of a cloud. */
function serviceUsage({spec: {type, ports = []}}: Service, name: string): number | undefined {
  if (name === 'services.loadbalancers') return type === 'LoadBalancer' ? 1 : 0;
  if (name === 'services.nodeports') return type === 'NodePort' || type === 'LoadBalancer' ? ports.length : 0;
  return undefined;
}

/** Ended Pods use nothing any more. */
export function countsAgainstQuota(type: ResourceType, object: KubeObject): boolean {
  const phase = type === pods ? (object as Pod).status.phase : undefined;
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** What a namespace's objects use of each of a quota's resources. */
export function usedOf(store: Store, types: readonly ResourceType[], quota: ResourceQuota): Record<string, string> {
  const used = new Map(Object.keys(quota.spec.hard ?? {}).map((name) => [name, 0]));
  for (const type of types) {
    for (const object of store.list(type, quota.metadata.namespace)) {
      if (!countsAgainstQuota(type, object)) continue;
      for (const [name, amount] of usageOf(type, object, quota)) used.set(name, (used.get(name) ?? 0) + amount);
    }
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, formatQuantity(amount, name)]));
}

/** Of what is there a quota is asked again only where it can come to take more. */
const canGrow: ReadonlySet<ResourceType> = new Set([services, persistentVolumeClaims]);

/**
 * Refuses what would exceed any of a namespace's ResourceQuotas.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function quotaAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    const {namespace} = object.metadata;
    if (namespace === undefined || (old !== undefined && !canGrow.has(type))) return;
    const quotas = store
      .list(resourceQuotas, namespace)
      .map((quota) => ({quota, wanted: moreOf(usageOf(type, object, quota), old && usageOf(type, old, quota))}))
      .filter(({wanted}) => wanted.size > 0);
    if (type === pods) for (const {quota} of quotas) requireDemands(object as Pod, quota);
    for (const {quota, wanted} of quotas) requireRoom(store, {type, name: object.metadata.name, quota, wanted});
  };
}

/** What is taken besides, of which nothing is left out where it is new. */
function moreOf(usage: Map<string, number>, before: Map<string, number> | undefined): Map<string, number> {
  if (before === undefined) return usage;
  const added = [...usage].map(([name, amount]): [string, number] => [name, amount - (before.get(name) ?? 0)]);
  return new Map(added.filter(([, amount]) => amount > 0));
}

interface Wanted {
  readonly type: ResourceType;
  readonly name: string;
  readonly quota: ResourceQuota;
  readonly wanted: ReadonlyMap<string, number>;
}

function requireRoom(store: Store, {type, name, quota, wanted}: Wanted): void {
  const {hard = {}} = quota.spec;
  const used = usedOf(store, [type], quota);
  const exceeded = [...wanted]
    .filter(
      ([resource, more]) =>
        more > 0 && parseQuantity(used[resource] ?? '0') + more > parseQuantity(hard[resource] ?? '0'),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (exceeded.length === 0) return;
  const list = (textOf: (resource: string, amount: number) => string | undefined): string =>
    exceeded.map(([resource, amount]) => `${resource}=${textOf(resource, amount)}`).join(',');
  const requested = list((resource, amount) => formatQuantity(amount, resource));
  const why = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${list((resource) => used[resource])}, limited: ${list((resource) => hard[resource])}`;
  throw forbidden(type, name, why);
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
