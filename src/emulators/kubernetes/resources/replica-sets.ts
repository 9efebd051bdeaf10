import type {ReplicaSet} from '../objects/workloads.ts';
import {conditions, integer, kind, labelSelector, object} from '../schema/schema.ts';
import {containerCells, formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {hostNameWarnings, templateWarnings} from './pod-warnings.ts';
import {defineType, scaleSubresource} from './resource-type.ts';
import {validateNotNegative, validateReplicatedTemplate, validateSameSelector} from './workload-validation.ts';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/replica-set-v1/ */
export const replicaSets = defineType<ReplicaSet>({
  group: 'apps',
  plural: 'replicasets',
  singular: 'replicaset',
  kind: 'ReplicaSet',
  shortNames: ['rs'],
  categories: ['all'],
  subresources: [scaleSubresource, {name: 'status', kind: 'ReplicaSet', verbs: ['get', 'patch', 'update']}],
  schema: kind('ReplicaSet', {
    spec: object('ReplicaSetSpec', {
      replicas: integer,
      selector: labelSelector,
      template: podTemplate,
      minReadySeconds: integer,
    }),
    status: object(
      'ReplicaSetStatus',
      {
        replicas: integer,
        fullyLabeledReplicas: integer,
        readyReplicas: integer,
        availableReplicas: integer,
        terminatingReplicas: integer,
        observedGeneration: integer,
        conditions: conditions('ReplicaSetCondition'),
      },
      ['replicas'],
    ),
  }),
  columns: [
    nameColumn,
    column('Desired', {type: 'integer'}),
    column('Current', {type: 'integer'}),
    column('Ready', {type: 'integer'}),
    ageColumn,
    column('Containers', {priority: 1}),
    column('Images', {priority: 1}),
    column('Selector', {priority: 1}),
  ],
  row: ({spec, status, ...replicaSet}, nowMs) => [
    replicaSet.metadata.name,
    spec.replicas,
    status.replicas,
    status.readyReplicas ?? 0,
    age(replicaSet, nowMs),
    ...containerCells(spec.template.spec.containers),
    formatSelector(spec.selector),
  ],
  hasGeneration: true,
  hasStatus: true,
  setDefaults: (replicaSet) => {
    const {spec} = replicaSet;
    if (spec.template?.spec !== undefined) setPodSpecDefaults(spec.template.spec);
    spec.replicas ??= 1;
    replicaSet.status = Object.assign({replicas: 0}, replicaSet.status);
  },
  validate: ({spec}) => [
    ...validateNotNegative('spec.replicas', spec.replicas),
    ...validateNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateReplicatedTemplate(spec),
  ],
  validateUpdate: ({spec}, {spec: old}) => validateSameSelector(spec.selector, old.selector),
  warnings: (replicaSet, old) => [
    ...(old === undefined ? hostNameWarnings(replicaSet.metadata, 'Pod names and hostnames') : []),
    ...templateWarnings(replicaSet, old),
  ],
});
