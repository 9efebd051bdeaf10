import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {DaemonSet} from '../objects/cluster-objects.ts';
import {conditions, integer, intOrString, kind, labelSelector, object, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {containerCells, formatLabels, formatSelector} from './cell-text.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {templateWarnings} from './pod-warnings.ts';
import {defineType} from './resource-type.ts';
import {
  isEmptySelector,
  validateAtMostAll,
  validateIntOrPercent,
  validateLabelSelector,
  validateNotNegative,
  validateSameSelector,
  validateTemplate,
} from './workload-validation.ts';

const nothingScheduled: DaemonSet['status'] = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
};
/** The annotation that counts the changes of the template. */
export const templateGenerationAnnotation = 'deprecated.daemonset.template.generation';
const strategies = ['RollingUpdate', 'OnDelete'];

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
    status: object(
      'DaemonSetStatus',
      {
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
      },
      ['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady'],
    ),
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
    set.status = Object.assign({...nothingScheduled}, set.status);
  },
  prepare: countTemplates,
  validate: validateDaemonSet,
  // What may not change is told first.
  validateUpdate: (set, old) => [
    ...validateSameSelector(set.spec.selector, old.spec.selector),
    ...validateDaemonSet(set),
  ],
  validatesUpdateAlone: true,
  warnings: (set, old) =>
    old !== undefined && isEqual(set.spec.template, old.spec.template) ? [] : templateWarnings(set, old),
});

/** Selector and template are looked at one by one, unlike those of a ReplicaSet. */
function validateDaemonSet({spec}: {spec: Partial<DaemonSet['spec']>}): FieldError[] {
  const {selector, template, updateStrategy, minReadySeconds, revisionHistoryLimit} = spec;
  const isEmpty = selector !== undefined && isEmptySelector(selector);
  return [
    ...(selector === undefined ? [] : validateLabelSelector(selector)),
    ...(isEmpty ? [fieldError.invalid('spec.selector', {}, 'empty selector is invalid for daemonset')] : []),
    ...validateTemplate(template, selector, 'DaemonSet'),
    ...validateNotNegative('spec.minReadySeconds', minReadySeconds),
    ...validateStrategy(updateStrategy),
    ...validateNotNegative('spec.revisionHistoryLimit', revisionHistoryLimit),
  ];
}

function validateStrategy(strategy: DaemonSet['spec']['updateStrategy']): FieldError[] {
  const {type = 'RollingUpdate', rollingUpdate} = strategy ?? {};
  if (!strategies.includes(type)) {
    return [fieldError.notSupported('spec.updateStrategy', {Type: type, RollingUpdate: null}, strategies)];
  }
  if (type === 'OnDelete') return [];
  const {maxUnavailable = 1, maxSurge = 0} = rollingUpdate ?? {};
  const path = 'spec.updateStrategy.rollingUpdate';
  return [
    ...validateIntOrPercent(`${path}.maxUnavailable`, maxUnavailable),
    ...validateIntOrPercent(`${path}.maxSurge`, maxSurge),
    ...validateAtMostAll(`${path}.maxUnavailable`, maxUnavailable),
    ...validateAtMostAll(`${path}.maxSurge`, maxSurge),
    ...validateEitherWay(path, {maxUnavailable, maxSurge}),
  ];
}

/** An update either takes a Pod away first or makes another first. */
function validateEitherWay(
  path: string,
  {maxUnavailable, maxSurge}: Record<'maxUnavailable' | 'maxSurge', number | string>,
): FieldError[] {
  if (isZero(maxUnavailable) !== isZero(maxSurge)) return [];
  return isZero(maxSurge)
    ? [fieldError.required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')]
    : [fieldError.invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')];
}

/** What is no number counts as none. */
function isZero(value: number | string): boolean {
  return (Number.parseInt(String(value), 10) || 0) === 0;
}

/** Counts the template's changes in an annotation, which is how the first versions of the API told them apart. */
function countTemplates(set: DaemonSet, old: DaemonSet | undefined): void {
  const {annotations} = set.metadata;
  const before = Number(old?.metadata.annotations?.[templateGenerationAnnotation] ?? 0);
  const isSame = old !== undefined && isEqual(set.spec.template, old.spec.template);
  set.metadata.annotations = {...annotations, [templateGenerationAnnotation]: String(isSame ? before : before + 1)};
}
