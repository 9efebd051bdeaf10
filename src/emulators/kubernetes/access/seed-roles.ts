import {isEqual} from '../json.ts';
import type {PolicyRule, Role, RoleBinding} from '../objects/cluster-objects.ts';
import {clusterRoleBindings, clusterRoles} from '../resources/access-types.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

const readVerbs = ['get', 'list', 'watch'];
const writeVerbs = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const contentResources = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'endpoints', 'persistentvolumeclaims', 'pods', 'serviceaccounts', 'services'],
  },
  {apiGroups: ['apps'], resources: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets']},
  {apiGroups: ['apps'], resources: ['deployments/scale', 'replicasets/scale', 'statefulsets/scale']},
  {apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers']},
  {apiGroups: ['batch'], resources: ['cronjobs', 'jobs']},
  {apiGroups: ['discovery.k8s.io'], resources: ['endpointslices']},
  {apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies']},
  {apiGroups: ['policy'], resources: ['poddisruptionbudgets']},
];
const stateRules: readonly PolicyRule[] = [
  {
    verbs: readVerbs,
    apiGroups: [''],
    resources: [
      'events',
      'limitranges',
      'namespaces',
      'persistentvolumeclaims/status',
      'pods/log',
      'pods/status',
      'resourcequotas',
    ],
  },
  {
    verbs: readVerbs,
    apiGroups: ['apps'],
    resources: ['daemonsets/status', 'deployments/status', 'replicasets/status', 'statefulsets/status'],
  },
  {verbs: readVerbs, apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers/status']},
  {verbs: readVerbs, apiGroups: ['batch'], resources: ['cronjobs/status', 'jobs/status']},
  {verbs: readVerbs, apiGroups: ['policy'], resources: ['poddisruptionbudgets/status']},
  // what metrics-server adds
  {verbs: readVerbs, apiGroups: ['metrics.k8s.io'], resources: ['nodes', 'pods']},
];

const viewRules = [
  ...contentResources.map(({apiGroups, resources}) => ({apiGroups, resources, verbs: readVerbs})),
  ...stateRules,
];
const editRules = [
  ...viewRules,
  {
    verbs: writeVerbs,
    apiGroups: ['apps'],
    resources: [
      'daemonsets',
      'deployments',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
  },
  {verbs: writeVerbs, apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers']},
  {verbs: writeVerbs, apiGroups: ['batch'], resources: ['cronjobs', 'jobs']},
  {verbs: [...readVerbs, ...writeVerbs], apiGroups: ['coordination.k8s.io'], resources: ['leases']},
  {verbs: writeVerbs, apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies']},
  {
    verbs: writeVerbs,
    apiGroups: [''],
    resources: ['configmaps', 'persistentvolumeclaims', 'pods', 'secrets', 'serviceaccounts', 'services'],
  },
  {verbs: writeVerbs, apiGroups: ['policy'], resources: ['poddisruptionbudgets']},
  {
    verbs: [...readVerbs, ...writeVerbs],
    apiGroups: [''],
    resources: ['pods/exec', 'pods/proxy', 'secrets', 'services/proxy'],
  },
  {verbs: ['create'], apiGroups: [''], resources: ['pods/eviction', 'serviceaccounts/token']},
  {verbs: ['impersonate'], apiGroups: [''], resources: ['serviceaccounts']},
];
const allRules = [
  {verbs: ['*'], apiGroups: ['*'], resources: ['*']},
  {verbs: ['*'], nonResourceURLs: ['*']},
];
const getting = (nonResourceURLs: string[]): PolicyRule[] => [{verbs: ['get'], nonResourceURLs}];
/** What everybody may ask: discovery, health, and who they are and what they may do. */
const discoveryPaths = getting([
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
  '/version/',
]);
const publicPaths = getting(['/healthz', '/livez', '/readyz', '/version', '/version/']);
const issuerPaths = getting([
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/',
  '/openid/v1/jwks',
  '/openid/v1/jwks/',
]);
const bundleRules = [{verbs: readVerbs, apiGroups: ['certificates.k8s.io'], resources: ['clustertrustbundles']}];
const basicUser = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  {verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews']},
];

const seededRoles: readonly {name: string; rules: PolicyRule[]; group?: string}[] = [
  {name: 'cluster-admin', rules: allRules, group: 'system:masters'},
  {name: 'edit', rules: editRules},
  {name: 'view', rules: viewRules},
  {name: 'system:basic-user', rules: basicUser, group: 'system:authenticated'},
  {name: 'system:cluster-trust-bundle-discovery', rules: bundleRules, group: 'system:serviceaccounts'},
  {name: 'system:discovery', rules: discoveryPaths, group: 'system:authenticated'},
  {name: 'system:public-info-viewer', rules: publicPaths, group: 'system:authenticated'},
  {name: 'system:service-account-issuer-discovery', rules: issuerPaths, group: 'system:serviceaccounts'},
];

/**
 * The ClusterRoles that every cluster starts with, cut to the types that this one has. Those of a cluster that was saved
 * are brought up to date, as a real server does it at its start.
 */
export function seedRoles({store, objects}: {store: Store; objects: Objects}): void {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  for (const {name, rules, group} of seededRoles) {
    const metadata = {name, labels: {'kubernetes.io/bootstrapping': 'rbac-defaults'}};
    const existing = store.get(clusterRoles, undefined, name);
    // The rest of the metadata is what creating them fills in.
    if (existing === undefined) {
      objects.create(clusterRoles, {apiVersion, kind: 'ClusterRole', metadata, rules} as unknown as Role);
    } else if (!isEqual(existing.rules, rules)) objects.update(clusterRoles, existing, {...existing, rules});
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
