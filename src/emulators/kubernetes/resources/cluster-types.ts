import type {
  ConfigMap,
  Event,
  LimitRange,
  Namespace,
  Node,
  ResourceQuota,
  Secret,
  ServiceAccount,
} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {
  any,
  boolean,
  conditions,
  integer,
  kind,
  list,
  listMap,
  localObjectReference,
  map,
  object,
  objectReference,
  quantity,
  set,
  string,
} from '../schema/schema.ts';
import {formatSelector} from './cell-text.ts';
import {age, ageColumn, ageOf, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

const STATUS_VERBS = ['get', 'patch', 'update'];

export const namespaces = defineType<Namespace>({
  plural: 'namespaces',
  singular: 'namespace',
  kind: 'Namespace',
  shortNames: ['ns'],
  namespaced: false,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  subresources: [{name: 'status', kind: 'Namespace', verbs: STATUS_VERBS}],
  schema: kind('Namespace', {
    spec: object('NamespaceSpec', {finalizers: list(string)}),
    status: object('NamespaceStatus', {phase: string, conditions: conditions('NamespaceCondition')}),
  }),
  columns: [nameColumn, column('Status'), ageColumn],
  row: (namespace, nowMs) => [namespace.metadata.name, namespace.status.phase ?? '', age(namespace, nowMs)],
  hasStatus: true,
  setDefaults: (namespace) => {
    namespace.metadata.labels = {...namespace.metadata.labels, 'kubernetes.io/metadata.name': namespace.metadata.name};
    namespace.spec = {finalizers: ['kubernetes'], ...namespace.spec};
    namespace.status = {phase: 'Active', ...namespace.status};
  },
  selectableFields: ['status.phase'],
});

export const nodes = defineType<Node>({
  plural: 'nodes',
  singular: 'node',
  kind: 'Node',
  shortNames: ['no'],
  namespaced: false,
  subresources: [{name: 'status', kind: 'Node', verbs: STATUS_VERBS}],
  schema: kind('Node', {
    spec: object('NodeSpec', {
      podCIDR: string,
      podCIDRs: set(string),
      providerID: string,
      unschedulable: boolean,
      taints: list(object('Taint', {key: string, value: string, effect: string, timeAdded: string})),
    }),
    status: object('NodeStatus', {
      capacity: map(quantity),
      allocatable: map(quantity),
      phase: string,
      conditions: conditions('NodeCondition'),
      addresses: listMap(['type'], object('NodeAddress', {type: string, address: string})),
      nodeInfo: map(string),
      images: list(any),
    }),
  }),
  columns: [
    nameColumn,
    column('Status'),
    column('Roles'),
    ageColumn,
    column('Version'),
    column('Internal-IP', {priority: 1}),
    column('External-IP', {priority: 1}),
    column('OS-Image', {priority: 1}),
    column('Kernel-Version', {priority: 1}),
    column('Container-Runtime', {priority: 1}),
  ],
  row: (node, nowMs) => [
    node.metadata.name,
    nodeStatus(node),
    nodeRoles(node),
    age(node, nowMs),
    node.status.nodeInfo?.['kubeletVersion'] ?? '',
    node.status.addresses?.find(({type}) => type === 'InternalIP')?.address ?? '<none>',
    node.status.addresses?.find(({type}) => type === 'ExternalIP')?.address ?? '<none>',
    node.status.nodeInfo?.['osImage'] ?? '<unknown>',
    node.status.nodeInfo?.['kernelVersion'] ?? '<unknown>',
    node.status.nodeInfo?.['containerRuntimeVersion'] ?? '<unknown>',
  ],
  hasStatus: true,
  setDefaults: (node) => {
    node.spec ??= {};
    node.status ??= {};
  },
  selectableFields: ['spec.unschedulable'],
});

function nodeStatus({spec, status}: Node): string {
  const ready = status.conditions?.find(({type}) => type === 'Ready');
  let text = 'Unknown';
  if (ready !== undefined) text = ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec.unschedulable === true ? `${text},SchedulingDisabled` : text;
}

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function nodeRoles({metadata}: Node): string {
  const roles = Object.keys(metadata.labels ?? {})
    .filter((label) => label.startsWith(ROLE_PREFIX))
    .map((label) => label.slice(ROLE_PREFIX.length));
  return roles.sort().join(',') || '<none>';
}

export const configMaps = defineType<ConfigMap>({
  plural: 'configmaps',
  singular: 'configmap',
  kind: 'ConfigMap',
  shortNames: ['cm'],
  schema: kind('ConfigMap', {immutable: boolean, data: map(string), binaryData: map(string)}),
  columns: [
    nameColumn,
    column('Data', {
      description:
        "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_'" +
        " or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in " +
        'Data must not overlap with the keys in the BinaryData field, this is enforced during validation ' +
        'process.',
    }),
    ageColumn,
  ],
  row: (object, nowMs) => {
    const count = Object.keys(object.data ?? {}).length + Object.keys(object.binaryData ?? {}).length;
    return [object.metadata.name, count, age(object, nowMs)];
  },
});

export const secrets = defineType<Secret>({
  plural: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  schema: kind('Secret', {immutable: boolean, data: map(string), stringData: map(string), type: string}),
  columns: [nameColumn, column('Type'), column('Data'), ageColumn],
  row: (secret, nowMs) => [
    secret.metadata.name,
    secret.type ?? 'Opaque',
    Object.keys(secret.data ?? {}).length,
    age(secret, nowMs),
  ],
  setDefaults: (secret: Secret & {stringData?: Record<string, string>}) => {
    secret.type ??= 'Opaque';
    const {stringData = {}} = secret;
    delete secret.stringData;
    const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
    if (encoded.length > 0) secret.data = {...secret.data, ...Object.fromEntries(encoded)};
  },
  selectableFields: ['type'],
});

export const serviceAccounts = defineType<ServiceAccount>({
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  kind: 'ServiceAccount',
  shortNames: ['sa'],
  subresources: [{name: 'token', kind: 'TokenRequest', verbs: ['create']}],
  schema: kind('ServiceAccount', {
    secrets: listMap(['name'], objectReference),
    imagePullSecrets: list(localObjectReference),
    automountServiceAccountToken: boolean,
  }),
  columns: [nameColumn, column('Secrets'), ageColumn],
  row: (account, nowMs) => [account.metadata.name, account.secrets?.length ?? 0, age(account, nowMs)],
});

export const events = defineType<Event>({
  plural: 'events',
  singular: 'event',
  kind: 'Event',
  shortNames: ['ev'],
  schema: kind('Event', {
    involvedObject: objectReference,
    reason: string,
    message: string,
    source: object('EventSource', {component: string, host: string}),
    firstTimestamp: string,
    lastTimestamp: string,
    count: integer,
    type: string,
    eventTime: string,
    series: any,
    action: string,
    related: objectReference,
    reportingComponent: string,
    reportingInstance: string,
  }),
  columns: [
    column('Last Seen'),
    column('Type'),
    column('Reason'),
    column('Object'),
    column('Subobject', {priority: 1}),
    column('Source', {priority: 1}),
    column('Message'),
    column('First Seen', {priority: 1}),
    column('Count', {priority: 1}),
    {...nameColumn, priority: 1},
  ],
  row: (event, nowMs) => [
    ageOf(event.lastTimestamp ?? event.eventTime, nowMs),
    event.type ?? '',
    event.reason ?? '',
    `${(event.involvedObject.kind ?? '').toLowerCase()}/${event.involvedObject.name ?? ''}`,
    event.involvedObject.fieldPath ?? '',
    [event.source?.component, event.source?.host].filter((part) => part !== undefined).join(', '),
    (event.message ?? '').trim(),
    ageOf(event.firstTimestamp ?? event.eventTime, nowMs),
    event.count ?? 1,
    event.metadata.name,
  ],
  selectableFields: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'type',
  ],
});

export const resourceQuotas = defineType<ResourceQuota>({
  plural: 'resourcequotas',
  singular: 'resourcequota',
  kind: 'ResourceQuota',
  shortNames: ['quota'],
  subresources: [{name: 'status', kind: 'ResourceQuota', verbs: STATUS_VERBS}],
  schema: kind('ResourceQuota', {
    spec: object('ResourceQuotaSpec', {hard: map(quantity), scopes: list(string), scopeSelector: any}),
    status: object('ResourceQuotaStatus', {hard: map(quantity), used: map(quantity)}),
  }),
  columns: [nameColumn, ageColumn, column('Request'), column('Limit')],
  row: (quota, nowMs) => {
    const {hard = {}, used = {}} = quota.status;
    const texts = Object.keys(hard)
      .sort()
      .map((name) => ({isLimit: name.startsWith('limits.'), text: `${name}: ${used[name] ?? '0'}/${hard[name]}`}));
    const join = (isLimit: boolean): string =>
      texts
        .filter((one) => one.isLimit === isLimit)
        .map(({text}) => text)
        .join(', ');
    return [quota.metadata.name, age(quota, nowMs), join(false), join(true)];
  },
  hasStatus: true,
  setDefaults: (quota) => {
    quota.spec ??= {};
    quota.status ??= {};
  },
});

export const limitRanges = defineType<LimitRange>({
  plural: 'limitranges',
  singular: 'limitrange',
  kind: 'LimitRange',
  shortNames: ['limits'],
  schema: kind('LimitRange', {
    spec: object('LimitRangeSpec', {
      limits: list(
        object('LimitRangeItem', {
          type: string,
          max: map(quantity),
          min: map(quantity),
          default: map(quantity),
          defaultRequest: map(quantity),
          maxLimitRequestRatio: map(quantity),
        }),
      ),
    }),
  }),
  columns: [nameColumn, column('Created At')],
  row: (range) => [range.metadata.name, range.metadata.creationTimestamp],
});

/** Stored and shown; the emulated network lets everything through, as a cluster without a policy engine does. */
export const networkPolicies = defineType<KubeObject>({
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  kind: 'NetworkPolicy',
  shortNames: ['netpol'],
  schema: kind('NetworkPolicy', {
    spec: object('NetworkPolicySpec', {
      podSelector: any,
      ingress: list(any),
      egress: list(any),
      policyTypes: list(string),
    }),
  }),
  columns: [nameColumn, column('Pod-Selector'), ageColumn],
  row: (policy: KubeObject & {spec?: {podSelector?: {matchLabels?: Record<string, string>}}}, nowMs) => [
    policy.metadata.name,
    formatSelector(policy.spec?.podSelector),
    age(policy, nowMs),
  ],
  hasGeneration: true,
});
