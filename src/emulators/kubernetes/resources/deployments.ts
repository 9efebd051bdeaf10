import {fieldError, type FieldError} from '../status-error.ts';
import type {Deployment} from '../objects/workloads.ts';
import {boolean, conditions, integer, intOrString, kind, labelSelector, object, string} from '../schema/schema.ts';
import {containerCells, formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {resolveIntOrPercent} from './int-or-percent.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {hostNameWarnings, templateWarnings} from './pod-warnings.ts';
import {defineType, scaleSubresource} from './resource-type.ts';
import {
  validateAtMostAll,
  validateIntOrPercent,
  validateNotNegative,
  validateReplicatedTemplate,
  validateSameSelector,
} from './workload-validation.ts';

const strategies = ['Recreate', 'RollingUpdate'];

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/ */
export const deployments = defineType<Deployment>({
  group: 'apps',
  plural: 'deployments',
  singular: 'deployment',
  kind: 'Deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  subresources: [scaleSubresource, {name: 'status', kind: 'Deployment', verbs: ['get', 'patch', 'update']}],
  schema: kind('Deployment', {
    spec: object('DeploymentSpec', {
      replicas: integer,
      selector: labelSelector,
      template: podTemplate,
      strategy: object('DeploymentStrategy', {
        type: string,
        rollingUpdate: object('RollingUpdateDeployment', {maxUnavailable: intOrString, maxSurge: intOrString}),
      }),
      minReadySeconds: integer,
      revisionHistoryLimit: integer,
      paused: boolean,
      progressDeadlineSeconds: integer,
    }),
    status: object('DeploymentStatus', {
      observedGeneration: integer,
      replicas: integer,
      updatedReplicas: integer,
      readyReplicas: integer,
      availableReplicas: integer,
      unavailableReplicas: integer,
      terminatingReplicas: integer,
      collisionCount: integer,
      conditions: conditions('DeploymentCondition', {times: ['lastUpdateTime']}),
    }),
  }),
  columns: [
    nameColumn,
    column('Ready'),
    column('Up-to-date'),
    column('Available'),
    ageColumn,
    column('Containers', {priority: 1}),
    column('Images', {priority: 1}),
    column('Selector', {priority: 1}),
  ],
  row: ({spec, status, ...deployment}, nowMs) => [
    deployment.metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas}`,
    status.updatedReplicas ?? 0,
    status.availableReplicas ?? 0,
    age(deployment, nowMs),
    ...containerCells(spec.template.spec.containers),
    formatSelector(spec.selector),
  ],
  hasGeneration: true,
  generationCounts: 'annotations',
  hasStatus: true,
  keepsLabels: true,
  setDefaults: (deployment) => {
    const {spec} = deployment;
    if (spec.template?.spec !== undefined) setPodSpecDefaults(spec.template.spec);
    spec.replicas ??= 1;
    spec.strategy ??= {};
    spec.strategy.type ??= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate = {maxUnavailable: '25%', maxSurge: '25%', ...spec.strategy.rollingUpdate};
    }
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    deployment.status ??= {};
  },
  validate: ({spec}) => [
    ...validateNotNegative('spec.replicas', spec.replicas),
    ...validateReplicatedTemplate(spec),
    ...validateStrategy(spec.strategy),
    ...validateNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateLimits(spec),
  ],
  validateUpdate: ({spec}, {spec: old}) => validateSameSelector(spec.selector, old.selector),
  warnings: (deployment, old) => [
    ...(old === undefined ? hostNameWarnings(deployment.metadata, 'Pod names and hostnames') : []),
    ...templateWarnings(deployment, old),
  ],
});

function validateStrategy({type = '', rollingUpdate}: Deployment['spec']['strategy']): FieldError[] {
  if (type === 'Recreate') {
    if (rollingUpdate === undefined) return [];
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    return [fieldError.forbidden('spec.strategy.rollingUpdate', detail)];
  }
  if (type !== 'RollingUpdate')
    return [fieldError.notSupported('spec.strategy', {Type: type, RollingUpdate: null}, strategies)];
  const {maxUnavailable = 0, maxSurge = 0} = rollingUpdate ?? {};
  const path = 'spec.strategy.rollingUpdate';
  const errors = [
    ...validateIntOrPercent(`${path}.maxUnavailable`, maxUnavailable),
    ...validateIntOrPercent(`${path}.maxSurge`, maxSurge),
  ];
  if (errors.length > 0) return errors;
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    errors.push(fieldError.invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  return [...errors, ...validateAtMostAll(`${path}.maxUnavailable`, maxUnavailable)];
}

function isZero(value: number | string): boolean {
  return resolveIntOrPercent(value, {total: 100, round: 'up'}) === 0;
}

function validateLimits({
  minReadySeconds = 0,
  revisionHistoryLimit,
  progressDeadlineSeconds,
}: Deployment['spec']): FieldError[] {
  const field = 'spec.progressDeadlineSeconds';
  const errors = [
    ...validateNotNegative('spec.revisionHistoryLimit', revisionHistoryLimit),
    ...validateNotNegative(field, progressDeadlineSeconds),
  ];
  if (progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds) {
    errors.push(fieldError.invalid(field, progressDeadlineSeconds, 'must be greater than minReadySeconds'));
  }
  return errors;
}
