import type {DnsAnswer} from '../machine/protocols/dns-answer.ts';
import type {EndpointAddress, Service} from '../objects/cluster-objects.ts';
import {endpoints} from '../resources/endpoints.ts';
import {services} from '../resources/services.ts';
import {pods} from '../resources/pods.ts';
import type {Store} from '../store/store.ts';

/** Where the cluster's DNS is. */
export const dnsAddress = '10.96.0.10';
export const clusterDomain = 'cluster.local';

const unknown: DnsAnswer = {kind: 'unknown'};

/**
 * What the cluster's DNS says of a full name: of Services, of the Pods behind headless ones, and of Pods by their address.
 * Of the world outside it knows nothing.
 * @see https://github.com/kubernetes/dns/blob/master/docs/specification.md
 */
export function answerOfDns(store: Store, name: string): DnsAnswer {
  const suffix = `.${clusterDomain}`;
  const full = name.replace(/\.$/, '').toLowerCase();
  if (!full.endsWith(suffix)) return full.endsWith('.in-addr.arpa') ? nameOfAddress(store, full) : unknown;
  const labels = full.slice(0, -suffix.length).split('.');
  const kind = labels.pop();
  const namespace = labels.pop();
  const of = labels.pop();
  if (of === undefined || namespace === undefined || labels.length > 1) return unknown;
  if (kind === 'pod' && labels.length === 0) return podOfAddress(store, namespace, of);
  const service = kind === 'svc' ? store.get(services, namespace, of) : undefined;
  return service === undefined ? unknown : answerOfService(store, service, labels[0]);
}

/** @param host the name of one of the Pods behind it, before the Service's own */
function answerOfService(store: Store, service: Service, host: string | undefined): DnsAnswer {
  const {spec, metadata} = service;
  if (spec.type === 'ExternalName' && host === undefined) return {kind: 'alias', name: spec.externalName ?? ''};
  if (spec.clusterIP !== 'None' && host === undefined) return addressesOf([spec.clusterIP ?? '']);
  const {subsets = []} = store.get(endpoints, metadata.namespace, metadata.name) ?? {};
  const all = subsets.flatMap(({addresses = []}) => addresses);
  const asked = host === undefined ? all : all.filter((address) => hostOf(address) === host);
  return addressesOf(inAnyOrder(asked.map(({ip}) => ip)));
}

/** A Pod without a host name of its own is known by its address. */
const hostOf = ({hostname, ip}: EndpointAddress): string => hostname ?? ip.replaceAll('.', '-');

function podOfAddress(store: Store, namespace: string, dashed: string): DnsAnswer {
  const ip = dashed.replaceAll('-', '.');
  return addressesOf(store.list(pods, namespace).some(({status}) => status.podIP === ip) ? [ip] : []);
}

function nameOfAddress(store: Store, full: string): DnsAnswer {
  const ip = full.split('.').slice(0, 4).reverse().join('.');
  const ofService = ({metadata}: Service): string => `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`;
  const service = store.list(services).find(({spec}) => spec.clusterIP === ip);
  return service === undefined ? unknown : {kind: 'name', name: ofService(service)};
}

const addressesOf = (addresses: readonly string[]): DnsAnswer =>
  addresses.length === 0 ? unknown : {kind: 'addresses', addresses};

/** Who takes the first of several takes each now and then. */
function inAnyOrder(addresses: readonly string[]): string[] {
  const at = Math.floor(Math.random() * addresses.length);
  return [...addresses.slice(at), ...addresses.slice(0, at)];
}
