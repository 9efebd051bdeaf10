import {forbidden} from '../status-error.ts';
import type {LimitRange} from '../objects/cluster-objects.ts';
import type {Container, Pod} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {limitRanges} from '../resources/limit-ranges.ts';
import {pods} from '../resources/pods.ts';
import {qosClass} from '../resources/qos-class.ts';
import {demandOfPod} from '../resources/pod-demand.ts';
import {formatQuantity, parseQuantity} from '../schema/quantity.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import {brokenBounds, type Bounded} from './limit-bounds.ts';

/**
 * Gives containers the requests and limits of the namespace's LimitRanges, and then refuses what is beyond the bounds of any
 * of them.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitRangeAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    if (type === persistentVolumeClaims) checkClaim(store, object as PersistentVolumeClaim);
    if (type !== pods || old !== undefined) return;
    const pod = object as Pod;
    const ranges = store.list(limitRanges, pod.metadata.namespace);
    if (ranges.length === 0) return;
    for (const range of ranges) complete(pod, range);
    pod.status.qosClass = qosClass(pod);
    for (const range of ranges) check(pod, range);
  };
}

type Limit = NonNullable<LimitRange['spec']['limits']>[number];

/** Each says what it filled in, as the Pod's annotation has it: the last one that did is what stays there. */
function complete({spec, metadata}: Pod, range: LimitRange): void {
  const ofContainers = (range.spec.limits ?? []).filter(({type}) => type === 'Container');
  const set = ofContainers.flatMap((limit) =>
    spec.containers
      .flatMap((container) => fillIn(container, limit, 'container'))
      .concat((spec.initContainers ?? []).flatMap((container) => fillIn(container, limit, 'init container'))),
  );
  if (set.length === 0) return;
  metadata.annotations = {
    ...metadata.annotations,
    'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${set.join('; ')}`,
  };
}

function fillIn(container: Container, {default: limits = {}, defaultRequest = limits}: Limit, kind: string): string[] {
  const own = container.resources ?? {};
  const allLimits = {...limits, ...own.limits};
  const allRequests = {...defaultRequest, ...own.limits, ...own.requests};
  container.resources = {
    ...own,
    ...(Object.keys(allLimits).length === 0 ? {} : {limits: allLimits}),
    ...(Object.keys(allRequests).length === 0 ? {} : {requests: allRequests}),
  };
  const added = (what: string, all: object, before: object = {}): string[] => {
    const names = Object.keys(all).filter((name) => !(name in before));
    return names.length === 0 ? [] : [`${names.sort().join(', ')} ${what} for ${kind} ${container.name}`];
  };
  return [...added('request', defaultRequest, {...own.limits, ...own.requests}), ...added('limit', limits, own.limits)];
}

function check(pod: Pod, range: LimitRange): void {
  const {containers, initContainers = []} = pod.spec;
  const broken = (range.spec.limits ?? []).flatMap((limit) => {
    if (limit.type === 'Pod') return brokenBounds(wholeOf(pod), limit);
    if (limit.type !== 'Container') return [];
    return [...containers, ...initContainers].flatMap(({resources: {requests = {}, limits = {}} = {}}) =>
      brokenBounds({requests, limits}, limit),
    );
  });
  if (broken.length === 0) return;
  const said = [...new Set(broken)];
  throw forbidden(pods, pod.metadata.name, said.length === 1 ? String(said[0]) : `[${said.join(', ')}]`);
}

/** What all of a Pod's containers together ask for and may have, of what any of them says so. */
function wholeOf(pod: Pod): Bounded {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const sum = (part: 'requests' | 'limits'): Record<string, string> => {
    const names = new Set(all.flatMap(({resources}) => Object.keys(resources?.[part] ?? {})));
    return Object.fromEntries(
      [...names].map((name) => [name, formatQuantity(demandOfPod(pod, `${part}.${name}`), name)]),
    );
  };
  return {requests: sum('requests'), limits: sum('limits')};
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
