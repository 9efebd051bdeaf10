import {role, roleBinding, serviceAccount} from './access.ts';
import {configMap} from './config-map.ts';
import type {CreatedKind} from './created-kind.ts';
import {deployment} from './deployment.ts';
import {ingress} from './ingress.ts';
import {cronJob, job} from './job.ts';
import {podDisruptionBudget} from './pod-disruption-budget.ts';
import {namespace} from './namespace.ts';
import {resourceQuota} from './resource-quota.ts';
import {genericSecret, registrySecret, tlsSecret} from './secret.ts';
import {clusterIpService, loadBalancerService, nodePortService} from './service.ts';

/** What `create` makes without a file, in the order in which it is offered and taught. A new kind is a file and a line here. */
export const createdKinds: readonly CreatedKind[] = [
  deployment,
  configMap,
  genericSecret,
  registrySecret,
  tlsSecret,
  job,
  cronJob,
  podDisruptionBudget,
  resourceQuota,
  serviceAccount,
  role,
  roleBinding,
  clusterIpService,
  nodePortService,
  loadBalancerService,
  ingress,
  namespace,
];
