import type {PolicyRule, Role, RoleBinding} from '../objects/cluster-objects.ts';
import {clusterRoleBindings, clusterRoles} from '../resources/access-types.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const CONTENT = [
  {apiGroups: [''], resources: ['configmaps', 'endpoints', 'pods', 'serviceaccounts', 'services']},
  {apiGroups: ['apps'], resources: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets']},
  {apiGroups: ['apps'], resources: ['deployments/scale', 'replicasets/scale']},
  {apiGroups: ['discovery.k8s.io'], resources: ['endpointslices']},
  {apiGroups: ['networking.k8s.io'], resources: ['networkpolicies']},
];
const STATE: readonly PolicyRule[] = [
  {
    verbs: READ,
    apiGroups: [''],
    resources: ['events', 'limitranges', 'namespaces', 'pods/log', 'pods/status', 'resourcequotas'],
  },
  {verbs: READ, apiGroups: ['apps'], resources: ['daemonsets/status', 'deployments/status', 'replicasets/status']},
];

const VIEW = [...CONTENT.map(({apiGroups, resources}) => ({apiGroups, resources, verbs: READ})), ...STATE];
const EDIT = [
  ...VIEW,
  {
    verbs: WRITE,
    apiGroups: ['apps'],
    resources: ['daemonsets', 'deployments', 'deployments/scale', 'replicasets', 'replicasets/scale'],
  },
  {verbs: [...READ, ...WRITE], apiGroups: ['coordination.k8s.io'], resources: ['leases']},
  {verbs: WRITE, apiGroups: ['networking.k8s.io'], resources: ['networkpolicies']},
  {verbs: WRITE, apiGroups: [''], resources: ['configmaps', 'pods', 'secrets', 'serviceaccounts', 'services']},
  {verbs: [...READ, ...WRITE], apiGroups: [''], resources: ['pods/exec', 'pods/proxy', 'secrets', 'services/proxy']},
  {verbs: ['create'], apiGroups: [''], resources: ['pods/eviction', 'serviceaccounts/token']},
  {verbs: ['impersonate'], apiGroups: [''], resources: ['serviceaccounts']},
];
const ALL = [
  {verbs: ['*'], apiGroups: ['*'], resources: ['*']},
  {verbs: ['*'], nonResourceURLs: ['*']},
];
/** What everybody may ask: discovery, health, and what they themselves may do. */
const DISCOVERY = [
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
    ],
  },
];
const BASIC_USER = [{verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews']}];

const ROLES: readonly {name: string; rules: PolicyRule[]; group?: string}[] = [
  {name: 'cluster-admin', rules: ALL, group: 'system:masters'},
  {name: 'edit', rules: EDIT},
  {name: 'view', rules: VIEW},
  {name: 'system:basic-user', rules: BASIC_USER, group: 'system:authenticated'},
  {name: 'system:discovery', rules: DISCOVERY, group: 'system:authenticated'},
];

/** The ClusterRoles that every cluster starts with, cut to the types that this one has. */
export function seedRoles({store, objects}: {store: Store; objects: Objects}): void {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  for (const {name, rules, group} of ROLES) {
    const metadata = {name, labels: {'kubernetes.io/bootstrapping': 'rbac-defaults'}};
    // The rest of the metadata is what creating them fills in.
    if (store.get(clusterRoles, undefined, name) === undefined) {
      objects.create(clusterRoles, {apiVersion, kind: 'ClusterRole', metadata, rules} as unknown as Role);
    }
    if (group === undefined || store.get(clusterRoleBindings, undefined, name) !== undefined) continue;
    const binding = {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name},
      subjects: [{apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group}],
    };
    objects.create(clusterRoleBindings, binding as unknown as RoleBinding);
  }
}
