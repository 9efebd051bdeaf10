import {fieldError, type FieldError} from '../api/status-error.ts';
import {isEqual} from '../json.ts';
import type {ControllerRevision, DaemonSet} from '../objects/cluster-objects.ts';
import {any, conditions, integer, intOrString, kind, labelSelector, object, string} from '../schema/schema.ts';
import {matchesLabelSelector} from '../store/selectors.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {containerCells, formatLabels, formatSelector} from './cell-text.ts';
import {goMap, goSelector, invalidInGo} from './go-text.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {validatePodSpec} from './pod-validation.ts';
import {defineType} from './resource-type.ts';

const NOTHING_SCHEDULED: DaemonSet['status'] = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
};
const STRATEGIES = new Set(['RollingUpdate', 'OnDelete']);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/ */
export const daemonSets = defineType<DaemonSet>({
  group: 'apps',
  plural: 'daemonsets',
  singular: 'daemonset',
  kind: 'DaemonSet',
  shortNames: ['ds'],
  categories: ['all'],
  subresources: [{name: 'status', kind: 'DaemonSet', verbs: ['get', 'patch', 'update']}],
  schema: kind('DaemonSet', {
    spec: object('DaemonSetSpec', {
      selector: labelSelector,
      template: podTemplate,
      updateStrategy: object('DaemonSetUpdateStrategy', {
        type: string,
        rollingUpdate: object('RollingUpdateDaemonSet', {maxUnavailable: intOrString, maxSurge: intOrString}),
      }),
      minReadySeconds: integer,
      revisionHistoryLimit: integer,
    }),
    status: object('DaemonSetStatus', {
      currentNumberScheduled: integer,
      numberMisscheduled: integer,
      desiredNumberScheduled: integer,
      numberReady: integer,
      observedGeneration: integer,
      updatedNumberScheduled: integer,
      numberAvailable: integer,
      numberUnavailable: integer,
      collisionCount: integer,
      conditions: conditions('DaemonSetCondition'),
    }),
  }),
  columns: [
    nameColumn,
    column('Desired', {type: 'integer'}),
    column('Current', {type: 'integer'}),
    column('Ready', {type: 'integer'}),
    column('Up-to-date', {type: 'integer'}),
    column('Available', {type: 'integer'}),
    column('Node Selector'),
    ageColumn,
    column('Containers', {priority: 1}),
    column('Images', {priority: 1}),
    column('Selector', {priority: 1}),
  ],
  row: (set, nowMs) => [
    set.metadata.name,
    set.status.desiredNumberScheduled,
    set.status.currentNumberScheduled,
    set.status.numberReady,
    set.status.updatedNumberScheduled ?? 0,
    set.status.numberAvailable ?? 0,
    formatLabels(set.spec.template.spec.nodeSelector),
    age(set, nowMs),
    ...containerCells(set.spec.template.spec.containers),
    formatSelector(set.spec.selector),
  ],
  hasGeneration: true,
  hasStatus: true,
  setDefaults: (set) => {
    const {spec} = set;
    if (spec.template?.spec !== undefined) setPodSpecDefaults(spec.template.spec);
    spec.updateStrategy ??= {};
    spec.updateStrategy.type ??= 'RollingUpdate';
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate = {maxUnavailable: 1, maxSurge: 0, ...spec.updateStrategy.rollingUpdate};
    }
    spec.revisionHistoryLimit ??= 10;
    set.status = Object.assign({...NOTHING_SCHEDULED}, set.status);
  },
  validate: validateDaemonSet,
  validateUpdate: (set, old) =>
    isEqual(set.spec.selector, old.spec.selector)
      ? []
      : [invalidInGo('spec.selector', goSelector(set.spec.selector), 'field is immutable')],
});

function validateDaemonSet({spec}: DaemonSet): FieldError[] {
  const errors: FieldError[] = [];
  const selector = spec.selector ?? {};
  const isEmpty = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (spec.selector !== undefined && isEmpty) {
    errors.push(invalidInGo('spec.selector', goSelector(spec.selector), 'empty selector is invalid for daemonset'));
  }
  const labels = spec.template?.metadata?.labels ?? {};
  if (spec.selector === undefined || (!isEmpty && !matchesLabelSelector(selector, labels))) {
    const detail = '`selector` does not match template `labels`';
    errors.push(invalidInGo('spec.template.metadata.labels', goMap(labels), detail));
  }
  errors.push(...validatePodSpec(spec.template?.spec, 'spec.template.spec'));
  const {restartPolicy = 'Always'} = spec.template?.spec ?? {};
  if (restartPolicy !== 'Always') {
    errors.push(fieldError.notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  }
  return [...errors, ...validateStrategy(spec.updateStrategy)];
}

function validateStrategy(strategy: DaemonSet['spec']['updateStrategy']): FieldError[] {
  const {type = 'RollingUpdate', rollingUpdate} = strategy ?? {};
  if (!STRATEGIES.has(type)) {
    const value = `apps.DaemonSetUpdateStrategy{Type:"${type}", RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}`;
    const message = `Unsupported value: ${value}: supported values: "RollingUpdate", "OnDelete"`;
    return [{field: 'spec.updateStrategy', reason: 'FieldValueNotSupported', message}];
  }
  const {maxUnavailable = 1, maxSurge = 0} = rollingUpdate ?? {};
  if (type === 'OnDelete' || !isZero(maxUnavailable) || !isZero(maxSurge)) return [];
  const detail = 'cannot be 0 when `maxSurge` is 0';
  return [fieldError.invalid('spec.updateStrategy.rollingUpdate.maxUnavailable', maxUnavailable, detail)];
}

function isZero(value: number | string): boolean {
  return Number.parseInt(String(value), 10) === 0;
}

/** The templates that a DaemonSet had, from which `rollout history` and `rollout undo` work. */
export const controllerRevisions = defineType<ControllerRevision>({
  group: 'apps',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  kind: 'ControllerRevision',
  schema: kind('ControllerRevision', {data: any, revision: integer}),
  columns: [nameColumn, column('Controller'), column('Revision', {type: 'integer'}), ageColumn],
  row: (revision, nowMs) => {
    const owner = revision.metadata.ownerReferences?.find(({controller}) => controller === true);
    const controller = owner === undefined ? '<none>' : `${owner.kind.toLowerCase()}.apps/${owner.name}`;
    return [revision.metadata.name, controller, revision.revision, age(revision, nowMs)];
  },
});
