import {configMap} from './config-map/config-map.ts';
import {controllerRevision} from './controller-revision/controller-revision.ts';
import {cronJob} from './cron-job/cron-job.ts';
import {daemonSet} from './daemon-set/daemon-set.ts';
import {deployment} from './deployment/deployment.ts';
import {endpointSlice} from './endpoint-slice/endpoint-slice.ts';
import {endpoints} from './endpoints/endpoints.ts';
import {event} from './event/event.ts';
import {horizontalPodAutoscaler} from './horizontal-pod-autoscaler/horizontal-pod-autoscaler.ts';
import {ingress} from './ingress/ingress.ts';
import {ingressClass} from './ingress-class/ingress-class.ts';
import {job} from './job/job.ts';
import {limitRange} from './limit-range/limit-range.ts';
import {namespace} from './namespace/namespace.ts';
import {networkPolicy} from './network-policy/network-policy.ts';
import {node} from './node/node.ts';
import {persistentVolumeClaim} from './persistent-volume-claim/persistent-volume-claim.ts';
import {persistentVolume} from './persistent-volume/persistent-volume.ts';
import {pod} from './pod/pod.ts';
import {podDisruptionBudget} from './pod-disruption-budget/pod-disruption-budget.ts';
import {replicaSet} from './replica-set/replica-set.ts';
import {resourceQuota} from './resource-quota/resource-quota.ts';
import {role} from './role/role.ts';
import {roleBinding} from './role-binding/role-binding.ts';
import {secret} from './secret/secret.ts';
import {service} from './service/service.ts';
import {serviceAccount} from './service-account/service-account.ts';
import {statefulSet} from './stateful-set/stateful-set.ts';
import {storageClass} from './storage-class/storage-class.ts';
import type {Kind} from './kind.ts';

/**
 * All that there is, in the order in which `kubectl get all` prints what it prints. A new kind is a folder and a line here:
 * every list of kinds is made of this one, and what a folder lacks of its kind is an error in it.
 */
export const kinds = [
  pod,
  service,
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  horizontalPodAutoscaler,
  cronJob,
  job,
  configMap,
  secret,
  persistentVolumeClaim,
  podDisruptionBudget,
  networkPolicy,
  resourceQuota,
  limitRange,
  ingress,
  serviceAccount,
  role,
  roleBinding,
  endpoints,
  endpointSlice,
  event,
  node,
  persistentVolume,
  storageClass,
  ingressClass,
  namespace,
  controllerRevision,
] as const satisfies readonly Kind[];
