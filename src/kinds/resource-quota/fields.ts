import {
  each,
  fields,
  forbidden,
  integerOrText,
  listOf,
  oneOf,
  type FieldRule,
  type FieldRules,
} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {requestOf} from '../pod/spec-fields/quantities.ts';
import {quotaScopes} from './scopes.ts';

/** What containers ask for and may have. */
const amounts: FieldRules = Object.fromEntries(
  ['cpu', 'memory', 'ephemeral-storage'].flatMap((name): [string, FieldRule][] =>
    [name, `requests.${name}`, `limits.${name}`].map((key) => [key, requestOf(name)]),
  ),
);

/** Counted under their bare names, and as all types are. */
const countedOfOld = [
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'secrets',
  'services',
] as const;

/**
 * What learners make by themselves, and nothing that holds a sandbox is made of: whatever its quotas say, it can be made, joined
 * again, emptied and left.
 */
const counted = [
  ...countedOfOld,
  ...countedOfOld.map((name) => `count/${name}`),
  'count/cronjobs.batch',
  'count/daemonsets.apps',
  'count/deployments.apps',
  'count/horizontalpodautoscalers.autoscaling',
  'count/ingresses.networking.k8s.io',
  'count/jobs.batch',
  'count/poddisruptionbudgets.policy',
  'count/replicasets.apps',
  'count/statefulsets.apps',
  'services.loadbalancers',
  'services.nodeports',
];

/** What is written for learners or by the cluster. */
const holdsSandbox = [
  'resourcequotas',
  'count/endpoints',
  'count/endpointslices.discovery.k8s.io',
  'count/events',
  'count/events.events.k8s.io',
  'count/limitranges',
  'count/networkpolicies.networking.k8s.io',
  'count/resourcequotas',
  'count/rolebindings.rbac.authorization.k8s.io',
  'count/roles.rbac.authorization.k8s.io',
  'count/serviceaccounts',
];

export const resourceQuotaFields = withCommonFields({
  spec: fields({
    hard: fields({
      ...amounts,
      'requests.storage': requestOf('storage'),
      ...each(counted, integerOrText),
      ...each(holdsSandbox, forbidden('holdsSandbox')),
    }),
    // a cluster may let those priorities and affinities be used where a quota speaks of them, and nowhere else
    scopes: listOf(oneOf(...quotaScopes), quotaScopes.length),
    scopeSelector: forbidden('equalLearners'),
  }),
});
