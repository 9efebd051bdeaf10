import {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, titledLines} from '../describing/metadata-lines.ts';
import {measuredPodSchema, podAmounts, sum, type QuantityMap} from '../pod/describing/pod-amounts.ts';
import {amountLines} from '../pod/describing/resource-lines.ts';
import {formatQuantity, noQuantity, parseQuantity, percentOf, type Quantity} from '#src/kubernetes/quantity.ts';
import {since} from '#src/kubernetes/since.ts';
import {nodeSchema, type Node} from './schema.ts';

const leaseSchema = z.looseObject({
  spec: z
    .looseObject({
      holderIdentity: z.string().nullish(),
      acquireTime: z.string().nullish(),
      renewTime: z.string().nullish(),
    })
    .prefault({}),
});

type NodePod = z.infer<typeof measuredPodSchema>;

/** What kubectl calls the facts of a node's system, and their names in the API. */
const systemInfo: readonly (readonly [string, string])[] = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
];

const rolePrefix = 'node-role.kubernetes.io/';
const olderRole = 'kubernetes.io/role';
/** Resources of which a share is shown; others are counted. */
const shared = ['cpu', 'memory', 'ephemeral-storage'];

interface NodeSurroundings {
  /** The Lease by which the node says that it lives, or why it could not be read. */
  readonly lease: {readonly object: unknown} | {readonly failure: string};
  /** The Pods on it that have not ended, as far as the reader may see them. */
  readonly pods: readonly unknown[];
  readonly events: readonly Event[] | undefined;
  readonly now: number;
}

/** What `kubectl describe node` prints of one. */
export function describeNode(object: unknown, {lease, pods, events, now}: NodeSurroundings): string {
  const node = nodeSchema.parse(object);
  const {metadata, spec} = node;
  return alignTabs([
    `Name:\t${metadata.name}`,
    `Roles:\t${rolesText(node)}`,
    ...labelAndAnnotationLines(node),
    `CreationTimestamp:\t${fullTime(metadata.creationTimestamp)}`,
    ...taintLines(node),
    `Unschedulable:\t${spec.unschedulable}`,
    ...leaseLines(lease),
    ...statusLines(node),
    ...systemLines(node),
    ...podLines(
      pods.map((pod) => measuredPodSchema.parse(pod)),
      {node, now},
    ),
    ...eventLines(events, now),
  ]);
}

function rolesText({metadata}: Node): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix)) return [key.slice(rolePrefix.length)];
    return key === olderRole ? [value] : [];
  });
  return (
    [...new Set(roles)]
      .filter((role) => role !== '')
      .sort()
      .join(',') || '<none>'
  );
}

function taintLines({spec}: Node): readonly string[] {
  const taints = spec.taints.toSorted((one, other) =>
    `${one.effect},${one.key}` < `${other.effect},${other.key}` ? -1 : 1,
  );
  return titledLines(
    'Taints',
    taints.map(
      ({key, value, effect}) =>
        `${key}${value === '' ? '' : `=${value}`}${`${value}${effect}` === '' ? '' : `:${effect}`}`,
    ),
  );
}

function leaseLines(lease: NodeSurroundings['lease']): readonly string[] {
  if ('failure' in lease) return [`Lease:\tFailed to get lease: ${lease.failure}`];
  const {holderIdentity, acquireTime, renewTime} = leaseSchema.parse(lease.object).spec;
  const timeText = (time: string | null | undefined): string => (time ? fullTime(time) : '<unset>');
  return [
    'Lease:',
    `  HolderIdentity:\t${holderIdentity ?? '<unset>'}`,
    `  AcquireTime:\t${timeText(acquireTime)}`,
    `  RenewTime:\t${timeText(renewTime)}`,
  ];
}

function statusLines({status}: Node): readonly string[] {
  const {conditions} = status;
  return [
    ...(conditions.length === 0
      ? []
      : [
          'Conditions:',
          '  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage',
          '  ----\t------\t-----------------\t------------------\t------\t-------',
        ]),
    ...conditions.map(
      ({type, status, lastHeartbeatTime, lastTransitionTime, reason, message}) =>
        `  ${type} \t${status} \t${fullTime(lastHeartbeatTime)} \t${fullTime(lastTransitionTime)} \t${reason} \t${message}`,
    ),
    'Addresses:',
    ...(status.addresses ?? []).map(({type, address}) => `  ${type}:\t${address}`),
    ...amountLines('Capacity', status.capacity, ''),
    ...amountLines('Allocatable', status.allocatable, ''),
  ];
}

function systemLines({spec, status}: Node): readonly string[] {
  const {nodeInfo} = status;
  return [
    'System Info:',
    ...systemInfo.map(([title, field]) => `  ${title}:\t${typeof nodeInfo[field] === 'string' ? nodeInfo[field] : ''}`),
    ...(spec.podCIDR === '' ? [] : [`PodCIDR:\t${spec.podCIDR}`]),
    ...(spec.podCIDRs?.length ? [`PodCIDRs:\t${spec.podCIDRs.join(',')}`] : []),
    ...(spec.providerID === '' ? [] : [`ProviderID:\t${spec.providerID}`]),
  ];
}

function podLines(pods: readonly NodePod[], {node, now}: {node: Node; now: number}): readonly string[] {
  const {allocatable, capacity} = node.status;
  const available = new Map(
    Object.entries((allocatable && Object.keys(allocatable).length > 0 ? allocatable : capacity) ?? {}).map(
      ([name, amount]) => [name, parseQuantity(amount)] as const,
    ),
  );
  const share = (amounts: QuantityMap, name: string): string => {
    const amount = amounts.get(name) ?? noQuantity;
    return `${formatQuantity(amount)} (${percentOf(amount, available.get(name) ?? noQuantity)})`;
  };
  const demands = pods.map((pod) => ({
    pod,
    requests: podAmounts(pod, 'requests', {isActual: true}),
    limits: podAmounts(pod, 'limits', {isActual: true}),
  }));
  const total = (kind: 'requests' | 'limits'): QuantityMap =>
    pods.map((pod) => podAmounts(pod, kind, {isActual: false})).reduce(sum, new Map<string, Quantity>());
  const requests = total('requests');
  const limits = total('limits');
  const names = [...available.keys()].sort();
  const pages = names.filter((name) => name.startsWith('hugepages-'));
  const others = names.filter((name) => ![...shared, ...pages, 'pods'].includes(name));
  const count = (amounts: QuantityMap, name: string): string => formatQuantity(amounts.get(name) ?? noQuantity);
  return [
    `Non-terminated Pods:\t(${pods.length} in total)`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
    ...demands.map(({pod: {metadata}, requests: asked, limits: most}) => {
      const shares = [share(asked, 'cpu'), share(most, 'cpu'), share(asked, 'memory'), share(most, 'memory')];
      const age = since(metadata.creationTimestamp, now);
      return `  ${metadata.namespace ?? ''}\t${metadata.name}\t\t${shares.join('\t')}\t${age}`;
    }),
    'Allocated resources:',
    '  (Total limits may be over 100 percent, i.e., overcommitted.)',
    '  Resource\tRequests\tLimits',
    '  --------\t--------\t------',
    ...[...shared, ...pages].map((name) => `  ${name}\t${share(requests, name)}\t${share(limits, name)}`),
    ...others.map((name) => `  ${name}\t${count(requests, name)}\t${count(limits, name)}`),
  ];
}
