import {serviceNameLabel} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import {endpointSliceSchema} from '#src/kinds/endpoint-slice/schema.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {serviceSchema} from '#src/kinds/service/schema.ts';
import type {ApiClient} from './api-client.ts';
import {listCollection} from './list-collection.ts';
import {resourcePath} from './resource-path.ts';

const namespace = 'kube-system';
/** What the cluster's DNS is labelled with, whatever it is called. */
const labelSelector = 'k8s-app=kube-dns';

/**
 * Addresses at which the cluster's DNS answers and that no selector of Pods can name: of its Service, which some network
 * plugins judge by; of Pods in their node's own network; of servers that are no Pods.
 */
export async function dnsAddresses(watcher: ApiClient, signal: AbortSignal): Promise<string[]> {
  const select = {labelSelector, signal};
  const [services, pods] = await Promise.all([
    listCollection(watcher, resourcePath('services', namespace), select),
    listCollection(watcher, resourcePath('pods', namespace), select),
  ]);
  const parsed = services.map((service) => serviceSchema.parse(service));
  const ofServices = parsed.flatMap(({spec}) => spec.clusterIPs ?? [spec.clusterIP]);
  const ofServers = await Promise.all(parsed.map(async ({metadata}) => serversOf(metadata.name, watcher, signal)));
  const ofPods = pods
    .map((pod) => podSchema.parse(pod))
    .flatMap(({spec, status}) => (spec.hostNetwork === true ? [status.hostIP] : []));
  const isAddress = (text: string): boolean => text !== '' && text !== 'None';
  return [...new Set([...ofServices, ...ofServers.flat(), ...ofPods])].filter(isAddress).toSorted();
}

/** Those behind a Service that are no Pods. */
async function serversOf(service: string, watcher: ApiClient, signal: AbortSignal): Promise<string[]> {
  const select = {labelSelector: `${serviceNameLabel}=${service}`, signal};
  const slices = await listCollection(watcher, resourcePath('endpointslices', namespace), select);
  const endpoints = slices.flatMap((slice) => endpointSliceSchema.parse(slice).endpoints);
  return endpoints.filter(({targetRef}) => targetRef?.kind !== 'Pod').flatMap(({addresses}) => addresses);
}
