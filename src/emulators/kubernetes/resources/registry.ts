import {clusterRoleBindings, clusterRoles, roleBindings, roles} from './access-types.ts';
import {configMaps} from './config-maps.ts';
import {events} from './events.ts';
import {limitRanges} from './limit-ranges.ts';
import {namespaces} from './namespaces.ts';
import {ingressClasses} from './ingress-classes.ts';
import {ingresses} from './ingresses.ts';
import {networkPolicies} from './network-policies.ts';
import {nodes} from './nodes.ts';
import {resourceQuotas} from './resource-quotas.ts';
import {secrets} from './secrets.ts';
import {serviceAccounts} from './service-accounts.ts';
import {controllerRevisions} from './controller-revisions.ts';
import {cronJobs} from './cron-jobs.ts';
import {daemonSets} from './daemon-sets.ts';
import {deployments} from './deployments.ts';
import {endpointSlices} from './endpoint-slices.ts';
import {horizontalPodAutoscalers} from './horizontal-pod-autoscalers.ts';
import {jobs} from './jobs.ts';
import {leases} from './leases.ts';
import {persistentVolumeClaims} from './persistent-volume-claims.ts';
import {persistentVolumes} from './persistent-volumes.ts';
import {podDisruptionBudgets} from './pod-disruption-budgets.ts';
import {pods} from './pods.ts';
import {replicaSets} from './replica-sets.ts';
import {groupVersion, type ResourceType} from './resource-type.ts';
import {endpoints} from './endpoints.ts';
import {
  localSubjectAccessReviews,
  selfSubjectAccessReviews,
  selfSubjectReviews,
  selfSubjectRulesReviews,
} from './self-reviews.ts';
import {services} from './services.ts';
import {statefulSets} from './stateful-sets.ts';
import {storageClasses} from './storage-classes.ts';
import {nodeMetrics, podMetrics} from './usage-metrics.ts';

/** Every type that this cluster has; discovery, routing, namespace deletion and storage go by this list. */
export const resourceTypes: readonly ResourceType[] = [
  configMaps,
  endpoints,
  events,
  limitRanges,
  namespaces,
  nodes,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  resourceQuotas,
  secrets,
  serviceAccounts,
  services,
  controllerRevisions,
  daemonSets,
  deployments,
  replicaSets,
  statefulSets,
  selfSubjectReviews,
  localSubjectAccessReviews,
  selfSubjectAccessReviews,
  selfSubjectRulesReviews,
  horizontalPodAutoscalers,
  cronJobs,
  jobs,
  leases,
  endpointSlices,
  ingressClasses,
  ingresses,
  networkPolicies,
  podDisruptionBudgets,
  clusterRoleBindings,
  clusterRoles,
  roleBindings,
  roles,
  storageClasses,
  nodeMetrics,
  podMetrics,
];

export function findType(group: string, version: string, plural: string): ResourceType | undefined {
  return resourceTypes.find((type) => type.group === group && type.version === version && type.plural === plural);
}

export function findKind(apiVersion: string, kind: string): ResourceType | undefined {
  return resourceTypes.find((type) => groupVersion(type) === apiVersion && type.kind === kind);
}

/** `apps/v1` and the like, in the order of the registry, without the core group. */
export function groupVersions(): {group: string; version: string}[] {
  const seen = new Map<string, {group: string; version: string}>();
  for (const type of resourceTypes) {
    if (type.group !== '') seen.set(groupVersion(type), {group: type.group, version: type.version});
  }
  return [...seen.values()];
}
