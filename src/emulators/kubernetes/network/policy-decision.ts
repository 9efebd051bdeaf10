import {BlockList, isIP} from 'node:net';
import type {LabelSelector} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import type {NetworkPolicy} from '../resources/network-policies.ts';
import type {NetworkPeer, NetworkRule, NetworkRulePort} from '../resources/network-policy-validation.ts';
import {matchesLabelSelector, type Labels} from '../objects/label-selector.ts';

/** A connection that one Pod wants to open to another. */
export interface Connection {
  protocol: 'TCP' | 'UDP';
  from: Pod;
  to: Pod;
  port: number;
}

/** What there is to decide by. */
export interface Surroundings {
  policiesIn: (namespace: string) => readonly NetworkPolicy[];
  labelsOf: (namespace: string) => Labels;
}

/**
 * Whether the NetworkPolicies let a connection through: what a Pod sends must be allowed to it, and what it gets, where
 * any policy is about that.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function isConnectionAllowed(connection: Connection, surroundings: Surroundings): boolean {
  return isWayOpen('Egress', connection, surroundings) && isWayOpen('Ingress', connection, surroundings);
}

/** Whether one of the two lets it through. */
export function isWayOpen(way: 'Egress' | 'Ingress', connection: Connection, surroundings: Surroundings): boolean {
  const {from, to} = connection;
  const [own, other] = way === 'Egress' ? [from, to] : [to, from];
  const {namespace = ''} = own.metadata;
  const policies = surroundings
    .policiesIn(namespace)
    .filter(({spec}) => spec.policyTypes?.includes(way) === true && selectsAll(spec.podSelector, own.metadata.labels));
  if (policies.length === 0) return true;
  const rules = policies.flatMap(({spec}) => (way === 'Egress' ? spec.egress : spec.ingress) ?? []);
  return rules.some(
    (rule) => isForPort(rule, connection) && isForPeer(rule, way, {pod: other, namespace, surroundings}),
  );
}

function isForPort({ports = []}: NetworkRule, connection: Connection): boolean {
  return ports.length === 0 || ports.some((one) => isPort(one, connection));
}

function isPort({protocol = 'TCP', port: wanted, endPort}: NetworkRulePort, connection: Connection): boolean {
  const {to, port} = connection;
  if (protocol !== connection.protocol) return false;
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return port >= wanted && port <= (endPort ?? wanted);
  return to.spec.containers
    .flatMap(({ports = []}) => ports)
    .some(({name, containerPort}) => name === wanted && containerPort === port);
}

/** @param namespace of the Pod that the policy is about */
function isForPeer(
  rule: NetworkRule,
  way: 'Egress' | 'Ingress',
  {pod, namespace, surroundings}: {pod: Pod; namespace: string; surroundings: Surroundings},
): boolean {
  const peers = (way === 'Egress' ? rule.to : rule.from) ?? [];
  return peers.length === 0 || peers.some((peer) => isPeer(peer, {pod, namespace, surroundings}));
}

function isPeer(
  {podSelector, namespaceSelector, ipBlock}: NetworkPeer,
  {pod, namespace, surroundings}: {pod: Pod; namespace: string; surroundings: Surroundings},
): boolean {
  if (ipBlock !== undefined) return isInBlock(pod.status.podIP ?? '', ipBlock);
  const {namespace: other = '', labels} = pod.metadata;
  const isNamespace =
    namespaceSelector === undefined ? other === namespace : selectsAll(namespaceSelector, surroundings.labelsOf(other));
  return isNamespace && selectsAll(podSelector, labels);
}

/** One that is empty or left out selects everything. */
function selectsAll(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  return selector === undefined || matchesLabelSelector(selector, labels);
}

function isInBlock(address: string, {cidr, except = []}: NonNullable<NetworkPeer['ipBlock']>): boolean {
  return isWithin(address, cidr) && !except.some((one) => isWithin(address, one));
}

function isWithin(address: string, cidr: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) !== isIP(network)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family);
  return block.check(address, family);
}
