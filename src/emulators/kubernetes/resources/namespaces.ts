import type {Namespace} from '../objects/cluster-objects.ts';
import {conditions, kind, list, object, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {labelName} from './names.ts';
import {defineType} from './resource-type.ts';

export const namespaces = defineType<Namespace>({
  plural: 'namespaces',
  singular: 'namespace',
  kind: 'Namespace',
  shortNames: ['ns'],
  namespaced: false,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  subresources: [{name: 'status', kind: 'Namespace', verbs: ['get', 'patch', 'update']}],
  schema: kind('Namespace', {
    spec: object('NamespaceSpec', {finalizers: list(string)}),
    status: object('NamespaceStatus', {phase: string, conditions: conditions('NamespaceCondition')}),
  }),
  columns: [nameColumn, column('Status'), ageColumn],
  row: (namespace, nowMs) => [namespace.metadata.name, namespace.status.phase ?? '', age(namespace, nowMs)],
  nameRule: labelName,
  hasStatus: true,
  setDefaults: (namespace) => {
    const {metadata} = namespace;
    metadata.labels = {...metadata.labels, 'kubernetes.io/metadata.name': metadata.name};
    namespace.spec = {finalizers: ['kubernetes'], ...namespace.spec};
    namespace.status = {phase: 'Active', ...namespace.status};
  },
  selectableFields: ['status.phase'],
});
