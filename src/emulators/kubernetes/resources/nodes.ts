import type {Node} from '../objects/cluster-objects.ts';
import {
  any,
  boolean,
  conditions,
  kind,
  list,
  listMap,
  long,
  map,
  object,
  optionalTime,
  quantity,
  set,
  string,
} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

export const nodes = defineType<Node>({
  plural: 'nodes',
  singular: 'node',
  kind: 'Node',
  shortNames: ['no'],
  namespaced: false,
  subresources: [{name: 'status', kind: 'Node', verbs: ['get', 'patch', 'update']}],
  schema: kind('Node', {
    spec: object('NodeSpec', {
      externalID: string,
      podCIDR: string,
      podCIDRs: set(string),
      providerID: string,
      unschedulable: boolean,
      taints: list(
        object('Taint', {key: string, value: string, effect: string, timeAdded: optionalTime}, ['key', 'effect']),
      ),
    }),
    status: object('NodeStatus', {
      capacity: map(quantity),
      allocatable: map(quantity),
      phase: string,
      conditions: conditions('NodeCondition', {times: ['lastHeartbeatTime']}),
      addresses: listMap(['type'], object('NodeAddress', {type: string, address: string}, ['type', 'address'])),
      daemonEndpoints: any,
      nodeInfo: map(any),
      images: list(object('ContainerImage', {names: list(string), sizeBytes: long})),
      volumesInUse: list(string),
      volumesAttached: list(any),
      runtimeHandlers: list(any),
      features: any,
      declaredFeatures: list(string),
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

const rolePrefix = 'node-role.kubernetes.io/';

function nodeRoles({metadata}: Node): string {
  const roles = Object.keys(metadata.labels ?? {})
    .filter((label) => label.startsWith(rolePrefix))
    .map((label) => label.slice(rolePrefix.length));
  return roles.sort().join(',') || '<none>';
}
