import {
  apiVersionOf,
  resourceType,
  startingWith,
  typesThat,
  type ResourceType,
  type TypeThat,
} from '#src/kinds/resource-types.ts';
import {
  anyBoolean,
  each,
  fields,
  forbidden,
  integer,
  integerOrText,
  leftOut,
  listOf,
  oneOf,
  refusedUnlessLive,
  text,
  textMap,
  type FieldRule,
  type FieldRules,
} from '#src/kinds/fields/field-rules.ts';
import {objectMetadata, templateMetadata} from '#src/kinds/fields/metadata-fields.ts';
import {labelSelector} from '#src/kinds/pod/spec-fields/affinity-fields.ts';
import {podSpec} from '#src/kinds/pod/spec-fields/pod-spec-fields.ts';

/** A kind that learners may apply, and its fields. */
export interface AllowedKind extends Pick<ResourceType, 'plural' | 'kind' | 'group'> {
  readonly apiVersion: string;
  readonly podSpecAt: readonly string[] | undefined;
  readonly rules: FieldRules;
}

/** The API server holds every object in memory, and its history and its Pods' copies of it besides. */
export const largestObjectBytes = 64 * 1024;

const chosenByCluster = 'the cluster chooses it';
const opensCluster = 'it would open a way past your sandbox';

/** Every node has rules for every port of every Service. */
const mostPorts = 10;

const serviceSpec = fields({
  type: {
    kind: 'text',
    refuse: (type) =>
      ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type)
        ? undefined
        : {problem: `${type} is not allowed here`, next: 'Allowed: ClusterIP, NodePort, LoadBalancer.'},
    cel: (type) => `${type} in ["ClusterIP", "NodePort"] || (${type} == "LoadBalancer" && variables.keepsLoadBalancer)`,
  },
  selector: textMap,
  ports: listOf(
    fields({
      name: text,
      port: integer,
      targetPort: integerOrText,
      nodePort: integer,
      protocol: oneOf('TCP', 'UDP'),
      appProtocol: text,
    }),
    mostPorts,
  ),
  /** `None` makes a headless Service; an address is left out where the Service is rewritten. */
  clusterIP: text,
  publishNotReadyAddresses: anyBoolean,
  sessionAffinity: oneOf('None', 'ClientIP'),
  sessionAffinityConfig: fields({clientIP: fields({timeoutSeconds: integer})}),
  ...each(
    [
      'allocateLoadBalancerNodePorts',
      'clusterIPs',
      'externalTrafficPolicy',
      'healthCheckNodePort',
      'internalTrafficPolicy',
      'ipFamilies',
      'ipFamily',
      'ipFamilyPolicy',
    ],
    refusedUnlessLive(chosenByCluster),
  ),
  ...each(
    ['externalIPs', 'externalName', 'loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges'],
    forbidden(opensCluster),
  ),
  ...each(['topologyKeys', 'trafficDistribution'], forbidden()),
});

const podTemplate = fields({metadata: templateMetadata, spec: podSpec});

const revisionHistoryLimit: FieldRule = {
  kind: 'integer',
  max: 50,
  because: 'the cluster keeps that many old templates',
};

/** Far more than any sandbox has room for; its quota has the last word. */
const replicas: FieldRule = {kind: 'integer', max: 50, because: 'the node is shared with other learners'};

const daemonSetSpec = fields({
  selector: labelSelector,
  template: podTemplate,
  updateStrategy: fields({
    type: oneOf('RollingUpdate', 'OnDelete'),
    rollingUpdate: fields({maxUnavailable: integerOrText, maxSurge: integerOrText}),
  }),
  minReadySeconds: integer,
  revisionHistoryLimit,
});

const deploymentSpec = fields({
  replicas,
  selector: labelSelector,
  template: podTemplate,
  strategy: fields({
    type: oneOf('RollingUpdate', 'Recreate'),
    rollingUpdate: fields({maxUnavailable: integerOrText, maxSurge: integerOrText}),
  }),
  minReadySeconds: integer,
  revisionHistoryLimit,
  progressDeadlineSeconds: integer,
  paused: anyBoolean,
});

const replicaSetSpec = fields({
  replicas,
  selector: labelSelector,
  template: podTemplate,
  minReadySeconds: integer,
});

function withCommonFields(rules: Readonly<Record<string, FieldRule>>): FieldRules {
  return {apiVersion: text, kind: text, metadata: objectMetadata, status: leftOut(), ...rules};
}

/** The fields of what learners may apply. */
const rulesOf: Readonly<Record<TypeThat<'isWritable'>, FieldRules>> = {
  pods: withCommonFields({spec: podSpec}),
  services: withCommonFields({spec: serviceSpec}),
  daemonsets: withCommonFields({spec: daemonSetSpec}),
  deployments: withCommonFields({spec: deploymentSpec}),
  replicasets: withCommonFields({spec: replicaSetSpec}),
  configmaps: withCommonFields({data: textMap, binaryData: textMap, immutable: anyBoolean}),
};

/** What learners may apply; everything else is refused. What a lab is likely to begin with comes first. */
export const allowedKinds: readonly AllowedKind[] = startingWith(
  ['daemonsets', 'deployments', 'replicasets'],
  typesThat('isWritable'),
).map((plural) => {
  const type: ResourceType = resourceType(plural);
  const {kind, group, podSpecAt} = type;
  return {plural, kind, group, apiVersion: apiVersionOf(type), podSpecAt, rules: rulesOf[plural]};
});
