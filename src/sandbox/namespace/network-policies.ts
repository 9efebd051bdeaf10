import {networkPolicySchema, policyTypesOf, type Direction} from '#src/kinds/network-policy/schema.ts';
import {ownPolicyNames} from '#src/kinds/network-policy/own-policies.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {LabelSelector} from '#src/kubernetes/label-selector-text.ts';
import {mostUnselected, unselectedBy} from '#src/kubernetes/unselected.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {metadataOf, ownersLabels, sandboxLabels} from './sandbox-labels.ts';
import {shortHash} from './short-hash.ts';

interface Surroundings {
  /** Where the cluster's DNS answers besides in its Pods. */
  readonly dnsAddresses: readonly string[];
  /** The NetworkPolicies that the learner has in the namespace. */
  readonly learnersPolicies?: readonly KubernetesObject[];
}

/** How many policies of ours those of a learner may need in a direction: each is work for every node. */
export const mostOpenings = 32;

const directions: readonly Direction[] = ['Ingress', 'Egress'];

/**
 * The NetworkPolicies by which a sandbox is held, in the order in which to apply them. What Pods send ends within the sandbox's namespaces,
 * DNS aside: so no sandbox reaches another, the node, the API server or the internet. What they receive is not narrowed: the
 * senders that must come through (the API server's proxy, node ports, the kubelet's probes) have addresses that differ from
 * cluster to cluster and that a policy cannot tell from those of Pods, and other sandboxes are already held by their own.
 *
 * Kubernetes adds up what policies allow. So that a learner's own can take something away, one policy isolates all Pods and
 * allows DNS alone, and all else is allowed to exactly those Pods that no policy of the learner's selects for that direction.
 */
export function networkPolicies(spec: SandboxSpec, surroundings: Surroundings): JsonObject[] {
  const {dnsAddresses, learnersPolicies = []} = surroundings;
  return [
    ...directions.flatMap((direction) =>
      unselectedBy(selectorsFor(direction, learnersPolicies)).map((selector) => opening(direction, selector, spec)),
    ),
    isolation(spec, dnsAddresses),
  ];
}

/** How many openings a learner's policies may need in one direction, at most. */
export function openingsFor(learnersPolicies: readonly unknown[]): number {
  return Math.max(...directions.map((direction) => mostUnselected(selectorsFor(direction, learnersPolicies))));
}

function selectorsFor(direction: Direction, policies: readonly unknown[]): LabelSelector[] {
  return policies
    .map((policy) => networkPolicySchema.parse(policy).spec)
    .filter((spec) => policyTypesOf(spec).includes(direction))
    .map(({podSelector}) => podSelector);
}

/** What Pods may that a learner's policies leave alone in this direction. */
function opening(direction: Direction, podSelector: LabelSelector, spec: SandboxSpec): JsonObject {
  const selected: JsonObject = JSON.parse(JSON.stringify(podSelector));
  const name = ownPolicyNames.opening(direction, shortHash(JSON.stringify(podSelector)));
  const within = [{podSelector: {}}, ...(spec.lab.namespaces === 0 ? [] : [allPodsOf(spec)])];
  return policy(name, spec, {
    podSelector: selected,
    policyTypes: [direction],
    ...(direction === 'Ingress' ? {ingress: [{}]} : {egress: [{to: within}]}),
  });
}

function isolation(spec: SandboxSpec, dnsAddresses: readonly string[]): JsonObject {
  const outsideSandboxes = {matchExpressions: [{key: sandboxLabels.workshop, operator: 'DoesNotExist'}]};
  return policy(ownPolicyNames.isolation, spec, {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {namespaceSelector: outsideSandboxes, podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}},
          ...[nodeDnsCache, ...dnsAddresses].map((address) => ({ipBlock: {cidr: cidrOf(address)}})),
        ],
        ports: [
          {protocol: 'UDP', port: 53},
          {protocol: 'TCP', port: 53},
        ],
      },
    ],
  });
}

function policy(name: string, spec: SandboxSpec, rules: JsonObject): JsonObject {
  return {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadataOf(name, spec), spec: rules};
}

/** All Pods of the sandbox, by labels that only the provisioner writes. */
function allPodsOf(spec: SandboxSpec): JsonObject {
  return {namespaceSelector: {matchLabels: ownersLabels(spec)}, podSelector: {}};
}

/** The address that a node's own DNS cache listens on, where there is one. */
const nodeDnsCache = '169.254.20.10';

const cidrOf = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`;
