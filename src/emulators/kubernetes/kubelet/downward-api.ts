import type {Container, FieldReference, Pod, ResourceFieldReference} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import {parseQuantity} from '../schema/quantity.ts';
import type {Store} from '../store/store.ts';

/** What a Pod is told of itself: a field of its own, as text. */
export function fieldText({metadata, spec, status}: Pod, {fieldPath}: FieldReference): string {
  const [, kind, key = ''] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(fieldPath) ?? [];
  if (kind === 'labels') return metadata.labels?.[key] ?? '';
  if (kind === 'annotations') return metadata.annotations?.[key] ?? '';
  const values: Readonly<Record<string, string | undefined>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'metadata.labels': mapText(metadata.labels),
    'metadata.annotations': mapText(metadata.annotations),
    'spec.nodeName': spec.nodeName,
    'spec.serviceAccountName': spec.serviceAccountName,
    'status.hostIP': status.hostIP,
    'status.hostIPs': status.hostIP,
    'status.podIP': status.podIP,
    'status.podIPs': status.podIP,
  };
  return values[fieldPath] ?? '';
}

/** A line for each, sorted by its key, with the value as Go quotes it. */
const mapText = (map: Readonly<Record<string, string>> = {}): string =>
  Object.entries(map)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');

/**
 * What a container asks for or may have, in units of the divisor and rounded up. Of a limit that it does not have, what its
 * node has for Pods.
 */
export function resourceText(
  store: Store,
  {spec}: Pod,
  {resources = {}}: Pick<Container, 'resources'>,
  {resource, divisor = '0'}: ResourceFieldReference,
): string {
  const [kind, name = ''] = resource.split(/\.(.*)/su);
  const ofNode = store.get(nodes, undefined, spec.nodeName ?? '')?.status.allocatable?.[name];
  const amount = kind === 'limits' ? (resources.limits?.[name] ?? ofNode) : resources.requests?.[name];
  const unit = parseQuantity(divisor) === 0 ? '1' : divisor;
  // a core is counted by its thousandths, all else by whole ones
  const count = (quantity: string): number =>
    name === 'cpu' ? Math.ceil(parseQuantity(quantity) * 1000 - 1e-6) : Math.ceil(parseQuantity(quantity));
  return String(Math.ceil(count(amount ?? '0') / count(unit)));
}

/** The Pod as it is now: its labels may have changed since it began. */
export function currentPod(store: Store, pod: Pod): Pod {
  const {namespace, name, uid} = pod.metadata;
  const stored = store.get(pods, namespace, name);
  return stored?.metadata.uid === uid ? stored : pod;
}
