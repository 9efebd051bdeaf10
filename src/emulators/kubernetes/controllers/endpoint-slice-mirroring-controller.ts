import {isIPv6} from 'node:net';
import type {EndpointAddress, Endpoints, EndpointSubset} from '../objects/cluster-objects.ts';
import type {EndpointSlice, SliceEndpoint} from '../objects/endpoint-slice.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {endpointSlices} from '../resources/endpoint-slices.ts';
import {endpoints} from '../resources/endpoints.ts';
import {services} from '../resources/services.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {newSlice, syncSlices} from './endpoint-slice-sync.ts';

const manager = 'endpointslicemirroring-controller.k8s.io';
const skipLabel = 'endpointslice.kubernetes.io/skip-mirror';
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';
/** Of one subset; the rest is not mirrored. */
const maxAddresses = 1000;
/** Annotations that tell of the Endpoints alone. */
const notCopied = new Set([
  'endpoints.kubernetes.io/last-change-trigger-time',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/**
 * Copies Endpoints that were written by hand, for a Service without a selector, to EndpointSlices.
 * @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#endpointslice-mirroring
 */
export function runEndpointSliceMirroringController(parts: ControllerParts): Controller {
  const controller = runController(parts, {
    name: 'endpoint-slice-mirroring-controller',
    keysOf,
    reconcile: (key) => reconcile(parts, key),
  });
  for (const one of parts.store.list(endpoints)) controller.add(keyOf(one));
  return controller;
}

function keysOf({resource, object}: StoreEvent): string[] {
  if (resource === services || resource === endpoints) return [keyOf(object)];
  if (resource !== endpointSlices) return [];
  const owner = controllerOf(object);
  return owner?.kind === 'Endpoints' ? [`${object.metadata.namespace}/${owner.name}`] : [];
}

/** The garbage collector takes the slices of Endpoints that are gone. */
function reconcile(parts: ControllerParts, key: string): void {
  const {namespace, name} = splitKey(key);
  const owner = parts.store.get(endpoints, namespace, name);
  if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return;
  const service = parts.store.get(services, namespace, name);
  const isByHand = service !== undefined && Object.keys(service.spec.selector ?? {}).length === 0;
  syncSlices(parts, {owner, wanted: isByHand && isMirrored(owner) ? mirror(owner) : []});
}

function isMirrored({metadata}: Endpoints): boolean {
  return metadata.labels?.[skipLabel] !== 'true' && metadata.annotations?.[leaderAnnotation] === undefined;
}

/** A slice for each subset and family of addresses. */
function mirror(owner: Endpoints): EndpointSlice[] {
  return (owner.subsets ?? []).flatMap((subset) => {
    const all = toEndpoints(subset).slice(0, maxAddresses);
    return (['IPv4', 'IPv6'] as const).flatMap((addressType) => {
      const own = all.filter(({addresses}) => isIPv6(addresses[0] ?? '') === (addressType === 'IPv6'));
      if (own.length === 0) return [];
      const ports = (subset.ports ?? []).map(({name = '', protocol = 'TCP', port}) => ({name, protocol, port}));
      const content = {addressType, endpoints: own, ports};
      const slice = newSlice(owner, {manager: manager, labels: {...owner.metadata.labels}, content});
      const copied = Object.entries(owner.metadata.annotations ?? {}).filter(([key]) => !notCopied.has(key));
      if (copied.length > 0) slice.metadata.annotations = Object.fromEntries(copied);
      return [slice];
    });
  });
}

function toEndpoints({addresses = [], notReadyAddresses = []}: EndpointSubset): SliceEndpoint[] {
  return [
    ...addresses.map((address) => toEndpoint(address, true)),
    ...notReadyAddresses.map((address) => toEndpoint(address, false)),
  ];
}

function toEndpoint({ip, ...rest}: EndpointAddress, ready: boolean): SliceEndpoint {
  return {addresses: [ip], conditions: {ready}, ...rest};
}
