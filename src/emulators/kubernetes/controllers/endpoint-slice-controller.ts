import type {Service} from '../objects/cluster-objects.ts';
import type {EndpointSlice, SliceEndpoint, SlicePort} from '../objects/endpoint-slice.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import {endpointSlices} from '../resources/endpoint-slices.ts';
import {pods} from '../resources/pods.ts';
import {services} from '../resources/services.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {newSlice, syncSlices} from './endpoint-slice-sync.ts';
import {headless, hostnameIn, resolvePort, selects} from './endpoints-controller.ts';
import {hasEnded} from './pods-by-node.ts';
import {TriggerTimes} from './trigger-times.ts';

const manager = 'endpointslice-controller.k8s.io';
/** @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#distribution */
const maxEndpoints = 100;

/** Keeps the slices of addresses behind every Service that has a selector, next to its Endpoints. */
export function runEndpointSliceController(parts: ControllerParts): Controller {
  const times = new TriggerTimes();
  const controller = runController(parts, {
    name: 'endpoint-slice-controller',
    keysOf: (event) => {
      if (event.resource === services && event.type === 'DELETED') times.forget(event.object.metadata.uid);
      return keysOf(parts, event);
    },
    reconcile: (key) => reconcile(parts, {key, times}),
  });
  for (const service of parts.store.list(services)) controller.add(keyOf(service));
  return controller;
}

function keysOf({store}: ControllerParts, {resource, object, previous}: StoreEvent): string[] {
  const {namespace, labels} = object.metadata;
  if (resource === services) return [keyOf(object)];
  if (resource === endpointSlices) {
    const owner = controllerOf(object);
    return owner?.kind === 'Service' ? [`${namespace}/${owner.name}`] : [];
  }
  if (resource !== pods) return [];
  return store
    .list(services, namespace)
    .filter(({spec: {selector}}) => selects(selector, labels) || selects(selector, previous?.metadata.labels))
    .map(keyOf);
}

/** The garbage collector takes the slices of a Service that is gone. */
function reconcile({store, objects}: ControllerParts, {key, times}: {key: string; times: TriggerTimes}): void {
  const {namespace, name} = splitKey(key);
  const service = store.get(services, namespace, name);
  if (service === undefined || service.metadata.deletionTimestamp !== undefined) return;
  const {selector, type} = service.spec;
  if (selector === undefined || type === 'ExternalName') return;
  const matching = store.list(pods, namespace).filter(({metadata}) => selects(selector, metadata.labels));
  const annotations = times.annotate(service, matching);
  const slices = computeSlices(service, matching);
  const annotate = (slice: EndpointSlice): EndpointSlice =>
    annotations === undefined ? slice : {...slice, metadata: {...slice.metadata, annotations}};
  const wanted = slices.map(annotate);
  syncSlices({store, objects}, {owner: service, wanted});
}

/** Slices of at most a hundred endpoints, each of one set of port numbers; an empty one when there are no Pods. */
function computeSlices(service: Service, all: readonly Pod[]): EndpointSlice[] {
  const groups = new Map<string, {ports: SlicePort[]; endpoints: SliceEndpoint[]}>();
  for (const pod of all.filter(isEndpoint)) {
    const ports = portsFor(service, pod);
    const group = groups.get(JSON.stringify(ports)) ?? {ports, endpoints: []};
    group.endpoints.push(toEndpoint(pod, service));
    groups.set(JSON.stringify(ports), group);
  }
  if (groups.size === 0) return [sliceOf(service, {endpoints: []})];
  return [...groups.values()].flatMap(({ports, endpoints}) => {
    const count = Math.ceil(endpoints.length / maxEndpoints);
    return Array.from({length: count}, (_, at) =>
      sliceOf(service, {ports, endpoints: endpoints.slice(at * maxEndpoints, (at + 1) * maxEndpoints)}),
    );
  });
}

function isEndpoint(pod: Pod): boolean {
  return pod.status.podIP !== undefined && !hasEnded(pod);
}

function portsFor({spec}: Service, pod: Pod): SlicePort[] {
  return (spec.ports ?? []).flatMap(({name = '', port, protocol = 'TCP', targetPort}) => {
    const number = resolvePort(pod, targetPort ?? port);
    return number === undefined ? [] : [{name, port: number, protocol}];
  });
}

/** A Pod that is ending is listed still, as one that may yet serve what it has begun. */
function toEndpoint(pod: Pod, service: Service): SliceEndpoint {
  const {metadata, spec, status} = pod;
  const terminating = metadata.deletionTimestamp !== undefined;
  const serving = isReady(pod);
  return {
    addresses: [status.podIP ?? ''],
    conditions: {ready: serving && !terminating, serving, terminating},
    ...hostnameIn(pod, service),
    ...(spec.nodeName === undefined ? {} : {nodeName: spec.nodeName}),
    targetRef: {kind: 'Pod', namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid},
  };
}

function sliceOf(service: Service, content: Pick<EndpointSlice, 'endpoints' | 'ports'>): EndpointSlice {
  const isHeadless = service.spec.clusterIP === 'None';
  return newSlice(service, {
    manager: manager,
    labels: {...service.metadata.labels, ...(isHeadless ? {[headless]: ''} : {})},
    content: {addressType: 'IPv4', ...content},
  });
}
