import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {PodTemplate} from '../objects/pod.ts';
import type {StatefulSet} from '../objects/workloads.ts';
import {conditions, integer, intOrString, kind, labelSelector, list, object, string} from '../schema/schema.ts';
import {containerCells} from './cell-text.ts';
import {claimSpec, claimStatus} from './claim-schema.ts';
import {validateClaimSpec} from './claim-validation.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {labelName} from './names.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {templateWarnings} from './pod-warnings.ts';
import {defineType, scaleSubresource} from './resource-type.ts';
import {
  isEmptySelector,
  validateAtMostAll,
  validateIntOrPercent,
  validateLabelSelector,
  validateNotNegative,
  validateSameSelector,
  validateTemplate,
} from './workload-validation.ts';

const retentions = ['Retain', 'Delete'];
const noReplicas: StatefulSet['status'] = {replicas: 0, availableReplicas: 0};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/ */
export const statefulSets = defineType<StatefulSet>({
  group: 'apps',
  plural: 'statefulsets',
  singular: 'statefulset',
  kind: 'StatefulSet',
  shortNames: ['sts'],
  categories: ['all'],
  subresources: [scaleSubresource, {name: 'status', kind: 'StatefulSet', verbs: ['get', 'patch', 'update']}],
  schema: kind('StatefulSet', {
    spec: object(
      'StatefulSetSpec',
      {
        replicas: integer,
        selector: labelSelector,
        template: podTemplate,
        volumeClaimTemplates: list(kind('PersistentVolumeClaim', {spec: claimSpec, status: claimStatus})),
        serviceName: string,
        podManagementPolicy: string,
        updateStrategy: object('StatefulSetUpdateStrategy', {
          type: string,
          rollingUpdate: object('RollingUpdateStatefulSetStrategy', {partition: integer, maxUnavailable: intOrString}),
        }),
        revisionHistoryLimit: integer,
        minReadySeconds: integer,
        persistentVolumeClaimRetentionPolicy: object('StatefulSetPersistentVolumeClaimRetentionPolicy', {
          whenDeleted: string,
          whenScaled: string,
        }),
        ordinals: object('StatefulSetOrdinals', {start: integer}, ['start']),
      },
      ['serviceName'],
    ),
    status: object(
      'StatefulSetStatus',
      {
        observedGeneration: integer,
        replicas: integer,
        readyReplicas: integer,
        currentReplicas: integer,
        updatedReplicas: integer,
        currentRevision: string,
        updateRevision: string,
        collisionCount: integer,
        conditions: conditions('StatefulSetCondition'),
        availableReplicas: integer,
      },
      ['replicas', 'availableReplicas'],
    ),
  }),
  columns: [
    nameColumn,
    column('Ready'),
    ageColumn,
    column('Containers', {priority: 1}),
    column('Images', {priority: 1}),
  ],
  row: (set, nowMs) => [
    set.metadata.name,
    `${set.status.readyReplicas ?? 0}/${set.spec.replicas}`,
    age(set, nowMs),
    ...containerCells(set.spec.template.spec.containers),
  ],
  nameRule: labelName,
  hasGeneration: true,
  hasStatus: true,
  setDefaults: setStatefulSetDefaults,
  validate: validateStatefulSet,
  // what may not change any more is told last, unlike a DaemonSet's
  validateUpdate: (set, old) => [
    ...validateStatefulSet(set),
    ...validateSameSelector(set.spec.selector, old.spec.selector),
    ...(['volumeClaimTemplates', 'serviceName', 'podManagementPolicy'] as const).flatMap((field) =>
      isEqual(set.spec[field], old.spec[field])
        ? []
        : [fieldError.invalid(`spec.${field}`, set.spec[field], 'field is immutable')],
    ),
  ],
  validatesUpdateAlone: true,
  warnings: (set, old) =>
    old !== undefined && isEqual(set.spec.template, old.spec.template) ? [] : templateWarnings(set, old),
});

function setStatefulSetDefaults(set: StatefulSet): void {
  const {spec} = set;
  if (spec.template?.spec !== undefined) setPodSpecDefaults(spec.template.spec);
  spec.replicas ??= 1;
  spec.serviceName ??= '';
  spec.podManagementPolicy ??= 'OrderedReady';
  spec.updateStrategy ??= {};
  if (spec.updateStrategy.type === undefined) {
    spec.updateStrategy.type = 'RollingUpdate';
    spec.updateStrategy.rollingUpdate ??= {};
  }
  if (spec.updateStrategy.type === 'RollingUpdate' && spec.updateStrategy.rollingUpdate !== undefined) {
    spec.updateStrategy.rollingUpdate = {partition: 0, maxUnavailable: 1, ...spec.updateStrategy.rollingUpdate};
  }
  spec.persistentVolumeClaimRetentionPolicy = {
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
    ...spec.persistentVolumeClaimRetentionPolicy,
  };
  spec.revisionHistoryLimit ??= 10;
  for (const claim of spec.volumeClaimTemplates ?? []) {
    claim.apiVersion ??= 'v1';
    claim.kind ??= 'PersistentVolumeClaim';
    claim.spec ??= {};
    claim.spec.volumeMode ??= 'Filesystem';
    claim.status ??= {};
    claim.status.phase ??= 'Pending';
  }
  set.status = Object.assign({...noReplicas}, set.status);
}

/** What a writer may have left out. */
type Given = Partial<StatefulSet['spec']>;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go */
function validateStatefulSet({spec}: {spec: Given}): FieldError[] {
  const {selector, template, podManagementPolicy, ordinals, serviceName = ''} = spec;
  const {whenDeleted = '', whenScaled = ''} = spec.persistentVolumeClaimRetentionPolicy ?? {};
  const retention = (field: string, value: string): FieldError[] =>
    retentions.includes(value)
      ? []
      : [fieldError.notSupported(`spec.persistentVolumeClaimRetentionPolicy.${field}`, value, retentions)];
  const isEmpty = selector !== undefined && isEmptySelector(selector);
  return [
    ...(podManagementPolicy === 'OrderedReady' || podManagementPolicy === 'Parallel'
      ? []
      : [fieldError.invalid('spec.podManagementPolicy', podManagementPolicy, "must be 'OrderedReady' or 'Parallel'")]),
    ...validateStrategy(spec.updateStrategy ?? {}),
    ...retention('whenDeleted', whenDeleted),
    ...retention('whenScaled', whenScaled),
    ...(spec.volumeClaimTemplates ?? []).flatMap((claim, at) =>
      validateClaimSpec(claim.spec, `spec.volumeClaimTemplates[${at}].spec`),
    ),
    ...validateNotNegative('spec.replicas', spec.replicas),
    ...validateNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateNotNegative('spec.ordinals.start', ordinals?.start),
    ...(serviceName === ''
      ? []
      : labelName(serviceName).map((why) => fieldError.invalid('spec.serviceName', serviceName, why))),
    ...(selector === undefined ? [fieldError.required('spec.selector')] : validateLabelSelector(selector)),
    ...(isEmpty ? [fieldError.invalid('spec.selector', {}, 'empty selector is invalid for statefulset')] : []),
    ...validateTemplate(withClaims(template, spec), selector, 'StatefulSet'),
  ];
}

function validateStrategy({type = '', rollingUpdate}: StatefulSet['spec']['updateStrategy']): FieldError[] {
  const path = 'spec.updateStrategy';
  if (type === 'OnDelete') {
    const detail = "only allowed for updateStrategy 'RollingUpdate'";
    return rollingUpdate === undefined
      ? []
      : [fieldError.invalid(`${path}.rollingUpdate`, {Partition: rollingUpdate.partition ?? null}, detail)];
  }
  if (type !== 'RollingUpdate') {
    const shown = {Type: type, RollingUpdate: rollingUpdate === undefined ? null : {}};
    return [fieldError.invalid(path, shown, "must be 'RollingUpdate' or 'OnDelete'")];
  }
  if (rollingUpdate === undefined) return [];
  const {partition, maxUnavailable = 1} = rollingUpdate;
  const field = `${path}.rollingUpdate`;
  return [
    ...validateNotNegative(`${field}.partition`, partition),
    ...validateIntOrPercent(`${field}.maxUnavailable`, maxUnavailable),
    ...(maxUnavailable === 0 || maxUnavailable === '0%'
      ? [fieldError.invalid(`${field}.maxUnavailable`, maxUnavailable, 'cannot be 0')]
      : []),
    ...validateAtMostAll(`${field}.maxUnavailable`, maxUnavailable),
  ];
}

/** The template as its Pods are made of it: with the claims' volumes, and with the names that they are given. */
function withClaims(template: PodTemplate | undefined, {volumeClaimTemplates = []}: Given): PodTemplate | undefined {
  if (template?.spec === undefined) return template;
  const {hostname: _, subdomain: __, volumes = [], ...spec} = template.spec;
  const claims = volumeClaimTemplates.map(({metadata}) => ({
    name: metadata?.name ?? '',
    persistentVolumeClaim: {claimName: metadata?.name ?? ''},
  }));
  const others = volumes.filter(({name}) => !claims.some((claim) => claim.name === name));
  return {...template, spec: {...spec, volumes: [...claims, ...others]}};
}
