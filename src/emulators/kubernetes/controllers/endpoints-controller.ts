import {isEqual} from '../json.ts';
import type {EndpointAddress, Endpoints, EndpointSubset, Service} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import {isReady, sidecarsOf, type Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {endpoints} from '../resources/endpoints.ts';
import {services} from '../resources/services.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {TriggerTimes} from './trigger-times.ts';

/** By this label what was written by hand is told from what the controller wrote. */
const managedBy = 'endpoints.kubernetes.io/managed-by';
export const headless = 'service.kubernetes.io/headless';

/** Keeps the addresses behind every Service that has a selector. */
export function runEndpointsController(parts: ControllerParts): Controller {
  const times = new TriggerTimes();
  const controller = runController(parts, {
    name: 'endpoint-controller',
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
  if (resource === services) return [keyOf(object)];
  if (resource !== pods) return [];
  const {namespace, labels} = object.metadata;
  return store
    .list(services, namespace)
    .filter(({spec: {selector}}) => selects(selector, labels) || selects(selector, previous?.metadata.labels))
    .map(keyOf);
}

export function selects(
  selector: Record<string, string> | undefined,
  labels: Record<string, string> | undefined,
): boolean {
  return selector !== undefined && matchesLabelSelector({matchLabels: selector}, labels);
}

function reconcile({store, objects}: ControllerParts, {key, times}: {key: string; times: TriggerTimes}): void {
  const {namespace, name} = splitKey(key);
  const service = store.get(services, namespace, name);
  const known = store.get(endpoints, namespace, name);
  if (service === undefined) {
    if (known !== undefined) objects.delete(endpoints, known);
    return;
  }
  const {selector, type, clusterIP} = service.spec;
  if (selector === undefined || type === 'ExternalName' || service.metadata.deletionTimestamp !== undefined) return;
  const matching = store.list(pods, namespace).filter(({metadata}) => selects(selector, metadata.labels));
  const annotations = times.annotate(service, matching);
  const subsets = computeSubsets(service, matching);
  const labels = {
    ...service.metadata.labels,
    ...(clusterIP === 'None' ? {[headless]: ''} : {}),
    [managedBy]: 'endpoint-controller',
  };
  if (known !== undefined && isEqual(known.subsets ?? [], subsets) && isEqual(known.metadata.labels, labels)) return;
  const wanted = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {name, namespace, labels, ...(annotations === undefined ? {} : {annotations})},
    ...(subsets.length === 0 ? {} : {subsets}),
  };
  // The rest of the metadata is what creating or updating it fills in.
  const complete = wanted as unknown as Endpoints;
  if (known === undefined) objects.create(endpoints, complete);
  else objects.update(endpoints, known, complete);
}

/** One subset for every set of port numbers: a named port can differ from Pod to Pod. */
function computeSubsets(service: Service, all: readonly Pod[]): EndpointSubset[] {
  const {spec} = service;
  const chosen = all.filter(
    ({metadata, status}) =>
      status.podIP !== undefined &&
      status.phase !== 'Succeeded' &&
      status.phase !== 'Failed' &&
      metadata.deletionTimestamp === undefined,
  );
  const groups = new Map<string, {ports: EndpointSubset['ports']; pods: Pod[]}>();
  for (const pod of chosen) {
    const ports = (spec.ports ?? []).flatMap(({name, port, protocol = 'TCP', targetPort}) => {
      const number = resolvePort(pod, targetPort ?? port);
      return number === undefined ? [] : [{...(name === undefined ? {} : {name}), port: number, protocol}];
    });
    const group = groups.get(JSON.stringify(ports)) ?? {ports, pods: []};
    groups.set(JSON.stringify(ports), {...group, pods: [...group.pods, pod]});
  }
  return [...groups.values()].map((group) => toSubset(group, service));
}

function toSubset(
  {ports, pods}: {ports: EndpointSubset['ports']; pods: readonly Pod[]},
  service: Service,
): EndpointSubset {
  const toAddress = (pod: Pod): EndpointAddress => addressOf(pod, service);
  const ready = pods.filter(isReady).map(toAddress).sort(byIp);
  const notReady = pods
    .filter((pod) => !isReady(pod))
    .map(toAddress)
    .sort(byIp);
  return {
    ...(ready.length === 0 ? {} : {addresses: ready}),
    ...(notReady.length === 0 ? {} : {notReadyAddresses: notReady}),
    ports: ports ?? [],
  };
}

/** The number behind a target port that may be a container port's name. */
export function resolvePort({spec}: Pod, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  const containers = [...spec.containers, ...sidecarsOf(spec)];
  return containers.flatMap(({ports = []}) => ports).find(({name}) => name === port)?.containerPort;
}

/** The name by which a Service's DNS knows a Pod that names the Service as its subdomain. */
export function hostnameIn({spec}: Pod, service: Service): {hostname?: string} {
  const {hostname, subdomain} = spec;
  return hostname === undefined || subdomain !== service.metadata.name ? {} : {hostname};
}

function addressOf(pod: Pod, service: Service): EndpointAddress {
  const {metadata, spec, status} = pod;
  return {
    ip: status.podIP ?? '',
    ...hostnameIn(pod, service),
    ...(spec.nodeName === undefined ? {} : {nodeName: spec.nodeName}),
    targetRef: {kind: 'Pod', namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid},
  };
}

function byIp(a: EndpointAddress, b: EndpointAddress): number {
  return a.ip.localeCompare(b.ip, 'en', {numeric: true});
}
