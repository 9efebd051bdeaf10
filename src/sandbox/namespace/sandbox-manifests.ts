import {qualifiedPlural, resourceType, typesThat, type ResourceType} from '#src/kinds/resource-types.ts';
import {ownQuotaName} from '#src/kinds/resource-quota/own-quota.ts';
import {keptBindings} from '#src/kinds/role-binding/kept-bindings.ts';
import {learnerAccount} from '#src/kinds/service-account/kept-accounts.ts';
import {shares, times} from '../container-amounts.ts';
import {printable, type JsonObject} from '#src/kubernetes/json.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {networkPolicies} from './network-policies.ts';
import {podSecurityLabels} from './pod-security.ts';
import {sandboxLimits} from './sandbox-limits.ts';
import {labelsOf, metadataOf, namespaceNameLabel} from './sandbox-labels.ts';
import type {SandboxSpec} from '../sandbox.ts';

/** Keys of the annotations of a sandbox's Namespace. */
export const sandboxAnnotations = {
  learnerName: 'labrador.dev/learner-name',
  /** What the learner calls it, where that is one that they made. */
  alias: 'labrador.dev/alias',
  /** The slice: node names with commas between them. */
  nodes: 'labrador.dev/nodes',
  /** What the lab allows, for the cluster's own policies: images and folders of the node, with commas between them. */
  images: 'labrador.dev/images',
  hostPathLeaves: 'labrador.dev/host-paths',
  /** `true` or `false`. */
  keepsLoadBalancer: 'labrador.dev/keeps-load-balancer',
  /** The class by which the cluster makes volumes for claims that name none; empty if it makes none. */
  storageClass: 'labrador.dev/storage-class',
} as const;

/** The ClusterRoles that are bound in a sandbox: the learner's, and the bot's right to act as the learner. */
export const sandboxRoles = {learner: 'labrador-learner', impersonator: 'labrador-impersonate-learner'} as const;

/** Where the bot's own identities live; see deploy/chart/files/rbac.yaml for what they may. */
export const botAccount = {kind: 'ServiceAccount', name: 'labrador', namespace: 'labrador-system'};

const rbac = 'rbac.authorization.k8s.io';

/** What a sandbox needs to know of its cluster. */
export interface ClusterFacts {
  /** Where the cluster's DNS answers besides in its Pods. */
  readonly dnsAddresses: readonly string[];
  /** Its classes of storage, and the one that makes volumes for claims that name none. */
  readonly storage: {readonly byDefault: string | undefined; readonly others: readonly string[]};
  /** How many namespaces the learner has made besides the first one, which give their room away. */
  readonly furtherNamespaces?: number;
  /** The NetworkPolicies that the namespace's learner has in it. */
  readonly learnersPolicies?: readonly KubernetesObject[];
  /** … and the LimitRanges. */
  readonly learnersLimits?: readonly KubernetesObject[];
}

const unknownCluster: ClusterFacts = {dnsAddresses: [], storage: {byDefault: undefined, others: []}};

/**
 * What makes a sandbox, in the order in which to apply it (server-side, so that applying again brings it up to date).
 * Pods in it run as `default`, which has no rights; a learner's operations run as `learner`.
 */
export function sandboxManifests(spec: SandboxSpec, cluster: ClusterFacts = unknownCluster): JsonObject[] {
  return [
    namespace(spec, cluster),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(learnerAccount, spec),
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf('default', spec),
      automountServiceAccountToken: false,
    },
    roleBinding(keptBindings.learner, spec, {
      role: sandboxRoles.learner,
      subject: {kind: 'ServiceAccount', name: learnerAccount, namespace: spec.namespace},
    }),
    roleBinding(keptBindings.bot, spec, {role: sandboxRoles.impersonator, subject: botAccount}),
    sandboxQuota(spec, cluster),
    sandboxLimits(spec, cluster.learnersLimits),
    ...networkPolicies(spec, cluster),
  ];
}

function namespace(spec: SandboxSpec, {storage}: ClusterFacts): JsonObject {
  const {images, hostPathLeaves, keepsLoadBalancer} = spec.lab;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: spec.namespace,
      labels: {...labelsOf(spec), [namespaceNameLabel]: spec.alias ?? spec.namespace, ...podSecurityLabels(spec.lab)},
      annotations: {
        [sandboxAnnotations.learnerName]: spec.learner.name,
        ...(spec.alias === undefined ? {} : {[sandboxAnnotations.alias]: spec.alias}),
        [sandboxAnnotations.nodes]: spec.nodes.join(','),
        [sandboxAnnotations.images]: images.join(','),
        [sandboxAnnotations.hostPathLeaves]: hostPathLeaves.join(','),
        [sandboxAnnotations.keepsLoadBalancer]: String(keepsLoadBalancer),
        [sandboxAnnotations.storageClass]: storage.byDefault ?? '',
      },
    },
  };
}

interface Binding {
  readonly role: string;
  readonly subject: JsonObject;
}

function roleBinding(name: string, spec: SandboxSpec, {role, subject}: Binding): JsonObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: metadataOf(name, spec),
    roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: role},
    subjects: [subject],
  };
}

/** Those of the core group that learners write and that are counted under their bare names. */
const countedOfOld: ReadonlySet<string> = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'secrets',
  'services',
]);

/**
 * How many of each type: the API server counts some of the core group's under their bare names, as of old.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#object-count-quota
 */
function counts(pods: number): JsonObject {
  return Object.fromEntries(
    typesThat('isWritable').flatMap((plural) => {
      const type: ResourceType = resourceType(plural);
      // learners make none of them by themselves, and what holds the sandbox is not to be held up
      if (type.heldBy !== undefined || type.mostObjects === undefined) return [];
      const most = type.mostObjects === 'as its nodes have room for' ? pods : type.mostObjects;
      return [[countedOfOld.has(plural) ? plural : `count/${qualifiedPlural(type)}`, String(most)]];
    }),
  );
}

/**
 * What a sandbox's namespace has room for. A further one gets its share of what the first has alone, the same for each that
 * the lab lets a learner make; the first keeps what the further ones that there are have not been given.
 */
export function sandboxQuota(spec: SandboxSpec, cluster: ClusterFacts = unknownCluster): JsonObject {
  const {furtherNamespaces: further = 0} = cluster;
  // a lab that was changed may allow fewer than there are
  const share = (amount: number): number => Math.floor(amount / (Math.max(spec.lab.namespaces, further) + 1));
  const left = (amount: number): number => amount - further * share(amount);
  const hard = Object.entries(quota(spec, cluster)).map(([name, amount]) => [
    name,
    printable(amount).replace(/^\d+/u, (digits) => String((spec.alias === undefined ? left : share)(Number(digits)))),
  ]);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadataOf(ownQuotaName, spec),
    spec: {hard: Object.fromEntries(hard)},
  };
}

/** Room for every Pod at the default limits, and for a few that ask for more. */
function quota({lab, nodes}: SandboxSpec, cluster: ClusterFacts): JsonObject {
  const pods = lab.podsPerNode * nodes.length;
  const most = times(lab.largestContainer, pods);
  const asked = shares(most, {cpu: 10, memory: 4, 'ephemeral-storage': 8});
  return {
    ...counts(pods),
    'requests.cpu': asked.cpu,
    'requests.memory': asked.memory,
    'limits.cpu': most.cpu,
    'limits.memory': most.memory,
    'requests.ephemeral-storage': asked['ephemeral-storage'],
    'limits.ephemeral-storage': most['ephemeral-storage'],
    'services.nodeports': '5',
    'services.loadbalancers': lab.keepsLoadBalancer ? '2' : '0',
    ...storageQuota(lab, cluster),
  };
}

/**
 * What claims may ask for together. Without a default class there are none: a claim without a class would be for volumes that
 * somebody made by hand. Those of other classes may hold what is another's.
 */
function storageQuota({largestClaim}: SandboxSpec['lab'], {storage}: ClusterFacts): JsonObject {
  const most = resourceType('persistentvolumeclaims').mostObjects;
  return {
    ...(storage.byDefault === undefined ? {persistentvolumeclaims: '0'} : {}),
    'requests.storage': `${parseInt(largestClaim, 10) * most}Mi`,
    ...Object.fromEntries(
      storage.others.map((name) => [`${name}.storageclass.storage.k8s.io/persistentvolumeclaims`, '0']),
    ),
  };
}
