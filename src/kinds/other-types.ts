import type {Kind} from './kind.ts';

/**
 * Kubernetes' own types that a sandbox does not have: they are refused by name and never taken for a slip of the keyboard.
 * One that becomes a kind here is found before, so it may stand in this list.
 */
export const otherTypes = [
  {kind: 'StatefulSet', group: 'apps', plural: 'statefulsets', shortNames: ['sts']},
  {kind: 'Job', group: 'batch', plural: 'jobs', shortNames: []},
  {kind: 'CronJob', group: 'batch', plural: 'cronjobs', shortNames: ['cj']},
  {kind: 'ReplicationController', group: '', plural: 'replicationcontrollers', shortNames: ['rc']},
  {kind: 'Namespace', group: '', plural: 'namespaces', shortNames: ['ns']},
  {kind: 'Secret', group: '', plural: 'secrets', shortNames: []},
  {kind: 'PersistentVolume', group: '', plural: 'persistentvolumes', shortNames: ['pv']},
  {kind: 'PersistentVolumeClaim', group: '', plural: 'persistentvolumeclaims', shortNames: ['pvc']},
  {kind: 'StorageClass', group: 'storage.k8s.io', plural: 'storageclasses', shortNames: ['sc']},
  {kind: 'ServiceAccount', group: '', plural: 'serviceaccounts', shortNames: ['sa']},
  {kind: 'IngressClass', group: 'networking.k8s.io', plural: 'ingressclasses', shortNames: []},
  {kind: 'NetworkPolicy', group: 'networking.k8s.io', plural: 'networkpolicies', shortNames: ['netpol']},
  {kind: 'Role', group: 'rbac.authorization.k8s.io', plural: 'roles', shortNames: []},
  {kind: 'RoleBinding', group: 'rbac.authorization.k8s.io', plural: 'rolebindings', shortNames: []},
  {kind: 'ClusterRole', group: 'rbac.authorization.k8s.io', plural: 'clusterroles', shortNames: []},
  {kind: 'ClusterRoleBinding', group: 'rbac.authorization.k8s.io', plural: 'clusterrolebindings', shortNames: []},
  {kind: 'HorizontalPodAutoscaler', group: 'autoscaling', plural: 'horizontalpodautoscalers', shortNames: ['hpa']},
  {kind: 'PodDisruptionBudget', group: 'policy', plural: 'poddisruptionbudgets', shortNames: ['pdb']},
  {
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    plural: 'customresourcedefinitions',
    shortNames: ['crd', 'crds'],
  },
  {kind: 'PriorityClass', group: 'scheduling.k8s.io', plural: 'priorityclasses', shortNames: ['pc']},
  {kind: 'Lease', group: 'coordination.k8s.io', plural: 'leases', shortNames: []},
] as const satisfies readonly Pick<Kind, 'kind' | 'group' | 'plural' | 'shortNames'>[];
export type OtherTypeName = (typeof otherTypes)[number]['plural'];
