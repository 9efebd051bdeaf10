import {forbidden} from '../status-error.ts';
import type {LimitRange} from '../objects/cluster-objects.ts';
import type {Container, Pod} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {limitRanges} from '../resources/limit-ranges.ts';
import {pods} from '../resources/pods.ts';
import {qosClass} from '../resources/qos-class.ts';
import {parseQuantity} from '../schema/quantity.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

/**
 * Gives containers the requests and limits of the namespace's LimitRange, and refuses those beyond its bounds.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitRangeAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    if (type === persistentVolumeClaims) checkClaim(store, object as PersistentVolumeClaim);
    if (type !== pods || old !== undefined) return;
    const pod = object as Pod;
    const {spec, metadata} = pod;
    const set: string[] = [];
    const containers = [...spec.containers, ...(spec.initContainers ?? [])];
    for (const range of store.list(limitRanges, metadata.namespace)) {
      for (const limit of (range.spec.limits ?? []).filter((one) => one.type === 'Container')) {
        for (const container of containers) {
          set.push(...fillIn(container, limit));
          check(metadata.name, container, limit);
        }
      }
    }
    if (set.length === 0) return;
    pod.status.qosClass = qosClass(pod);
    metadata.annotations = {
      ...metadata.annotations,
      'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${set.join('; ')}`,
    };
  };
}

type Limit = NonNullable<LimitRange['spec']['limits']>[number];

/** Says what it filled in, as the Pod's annotation has it. */
function fillIn(container: Container, {default: limits = {}, defaultRequest = limits}: Limit): string[] {
  const own = container.resources ?? {};
  const allLimits = {...limits, ...own.limits};
  const allRequests = {...defaultRequest, ...own.limits, ...own.requests};
  container.resources = {
    ...own,
    ...(Object.keys(allLimits).length === 0 ? {} : {limits: allLimits}),
    ...(Object.keys(allRequests).length === 0 ? {} : {requests: allRequests}),
  };
  const added = (kind: string, all: object, before: object = {}): string[] => {
    const names = Object.keys(all).filter((name) => !(name in before));
    return names.length === 0 ? [] : [`${names.join(', ')} ${kind} for container ${container.name}`];
  };
  return [...added('request', defaultRequest, {...own.limits, ...own.requests}), ...added('limit', limits, own.limits)];
}

/** How much a claim asks for has bounds of its own, in a change of it too. */
function checkClaim(store: Store, {metadata, spec}: PersistentVolumeClaim): void {
  const request = spec.resources?.requests?.['storage'];
  if (request === undefined) return;
  for (const range of store.list(limitRanges, metadata.namespace)) {
    for (const {type, max = {}, min = {}} of range.spec.limits ?? []) {
      if (type !== 'PersistentVolumeClaim') continue;
      const {storage: most} = max;
      const {storage: least} = min;
      if (least !== undefined && parseQuantity(request) < parseQuantity(least)) {
        const why = `minimum storage usage per PersistentVolumeClaim is ${least}, but request is ${request}`;
        throw forbidden(persistentVolumeClaims, metadata.name, why);
      }
      if (most !== undefined && parseQuantity(request) > parseQuantity(most)) {
        const why = `maximum storage usage per PersistentVolumeClaim is ${most}, but request is ${request}`;
        throw forbidden(persistentVolumeClaims, metadata.name, why);
      }
    }
  }
}

function check(podName: string, {resources = {}}: Container, {max = {}, min = {}}: Limit): void {
  for (const [name, bound] of Object.entries(max)) {
    const limit = resources.limits?.[name];
    if (limit !== undefined && parseQuantity(limit) > parseQuantity(bound)) {
      throw forbidden(pods, podName, `maximum ${name} usage per Container is ${bound}, but limit is ${limit}`);
    }
  }
  for (const [name, bound] of Object.entries(min)) {
    const request = resources.requests?.[name];
    if (request !== undefined && parseQuantity(request) < parseQuantity(bound)) {
      throw forbidden(pods, podName, `minimum ${name} usage per Container is ${bound}, but request is ${request}`);
    }
    const limit = resources.limits?.[name];
    if (limit !== undefined && parseQuantity(limit) < parseQuantity(bound)) {
      throw forbidden(pods, podName, `minimum ${name} usage per Container is ${bound}, but limit is ${limit}`);
    }
  }
}
