import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import {jobCondition, jobLabels, type Job, type JobSpec} from '../objects/job.ts';
import {
  any,
  boolean,
  conditions,
  integer,
  kind,
  labelSelector,
  list,
  object,
  optionalTime,
  string,
} from '../schema/schema.ts';
import {containerCells, formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {goSelector} from './go-text.ts';
import {humanDuration} from './human-duration.ts';
import {setPodSpecDefaults} from './pod-defaults.ts';
import {podTemplate} from './pod-schema.ts';
import {validatePodSpec} from './pod-validation.ts';
import {hostNameWarnings, templateWarnings} from './pod-warnings.ts';
import {defineType} from './resource-type.ts';
import {validateNotNegative} from './workload-validation.ts';

const restartPolicies = ['OnFailure', 'Never'];
const completionModes = ['NonIndexed', 'Indexed'];
const replacementPolicies = ['Failed', 'TerminatingOrFailed'];

export const jobSpecSchema = object('JobSpec', {
  parallelism: integer,
  completions: integer,
  activeDeadlineSeconds: integer,
  podFailurePolicy: any,
  successPolicy: any,
  backoffLimit: integer,
  backoffLimitPerIndex: integer,
  maxFailedIndexes: integer,
  selector: labelSelector,
  manualSelector: boolean,
  template: podTemplate,
  ttlSecondsAfterFinished: integer,
  completionMode: string,
  suspend: boolean,
  podReplacementPolicy: string,
  managedBy: string,
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/ */
export const jobs = defineType<Job>({
  group: 'batch',
  plural: 'jobs',
  singular: 'job',
  kind: 'Job',
  categories: ['all'],
  subresources: [{name: 'status', kind: 'Job', verbs: ['get', 'patch', 'update']}],
  schema: kind('Job', {
    spec: jobSpecSchema,
    status: object('JobStatus', {
      conditions: conditions('JobCondition', {times: ['lastProbeTime']}),
      startTime: optionalTime,
      completionTime: optionalTime,
      active: integer,
      succeeded: integer,
      failed: integer,
      terminating: integer,
      completedIndexes: string,
      failedIndexes: string,
      uncountedTerminatedPods: object('UncountedTerminatedPods', {succeeded: list(string), failed: list(string)}),
      ready: integer,
    }),
  }),
  columns: [
    nameColumn,
    column('Status', {description: 'Status of the job.'}),
    column('Completions', {
      description:
        'The number of pods which reached phase Succeeded. The value increases monotonically for a given spec. ' +
        'However, it may decrease in reaction to scale down of elastic indexed jobs.',
    }),
    column('Duration', {description: 'Time required to complete the job.'}),
    ageColumn,
    column('Containers', {priority: 1, description: 'Names of each container in the template.'}),
    column('Images', {priority: 1, description: 'Images referenced by each container in the template.'}),
    column('Selector', {priority: 1}),
  ],
  row: (job, nowMs) => [
    job.metadata.name,
    statusOf(job),
    completionsOf(job),
    durationOf(job, nowMs),
    age(job, nowMs),
    ...containerCells(job.spec.template.spec.containers),
    formatSelector(job.spec.selector),
  ],
  hasGeneration: true,
  orphansByDefault: true,
  hasStatus: true,
  setDefaults: (job) => {
    setJobSpecDefaults(job.spec);
    const labels = job.spec.template?.metadata?.labels;
    const {metadata} = job;
    if (Object.keys(metadata.labels ?? {}).length === 0 && labels !== undefined) metadata.labels = {...labels};
    job.status = {...job.status};
  },
  prepare: (job, old) => {
    if (old === undefined && job.spec.manualSelector !== true && job.spec.template !== undefined) selectOwn(job);
  },
  validate: ({spec}) => [
    ...validateJobSpec(spec, 'spec'),
    // one that the server makes itself is there before it is looked at
    ...(spec.selector === undefined && spec.manualSelector === true ? [fieldError.required('spec.selector')] : []),
  ],
  validateUpdate: ({spec}, {spec: old, status}) => [
    ...unchanged('spec.completions', spec.completions ?? null, old.completions ?? null),
    ...(isEqual(spec.selector, old.selector)
      ? []
      : [fieldError.invalid('spec.selector', goSelector(spec.selector ?? {}), 'field is immutable')]),
    // of one that has not begun, parts of the template may change
    ...(old.suspend && status.startTime === undefined ? [] : unchanged('spec.template', spec.template, old.template)),
    ...unchanged('spec.completionMode', spec.completionMode, old.completionMode),
  ],
  warnings: (job, old) => [
    ...(old === undefined ? hostNameWarnings(job.metadata, 'Pod names and hostnames') : []),
    ...templateWarnings(job, old),
  ],
  selectableFields: ['status.successful'],
});

function unchanged(field: string, value: unknown, old: unknown): FieldError[] {
  return isEqual(value, old) ? [] : [fieldError.invalid(field, value, 'field is immutable')];
}

/** Of a Job, and of the template of one; a writer may have left any of it out. */
export function setJobSpecDefaults(spec: Partial<JobSpec>, {isTemplate = false} = {}): void {
  if (spec.template?.spec !== undefined) setPodSpecDefaults(spec.template.spec);
  // what a template leaves out is filled in for each Job
  if (isTemplate) return;
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= 6;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= 'TerminatingOrFailed';
  spec.manualSelector ??= false;
}

/** By which a Job finds its own Pods, and no other's. */
function selectOwn({metadata, spec}: Job): void {
  const {name, uid} = metadata;
  const {uid: uidLabel, name: nameLabel, oldUid, oldName} = jobLabels;
  const {template} = spec;
  const labels = {
    ...template.metadata?.labels,
    [uidLabel]: uid,
    [nameLabel]: name,
    [oldUid]: uid,
    [oldName]: name,
  };
  template.metadata = {...template.metadata, labels};
  spec.selector = {matchLabels: {[uidLabel]: uid}};
  metadata.labels ??= {...labels};
}

export function validateJobSpec(spec: JobSpec, path: string): FieldError[] {
  const {template, completionMode = 'NonIndexed', completions, podReplacementPolicy = 'Failed'} = spec;
  const restartPolicy = template?.spec?.restartPolicy ?? 'Always';
  const at = `${path}.template.spec`;
  const numbers = [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ] as const;
  return [
    ...numbers.flatMap((field) => validateNotNegative(`${path}.${field}`, spec[field])),
    ...(completionModes.includes(completionMode)
      ? []
      : [fieldError.notSupported(`${path}.completionMode`, completionMode, completionModes)]),
    ...(completionMode === 'Indexed' && completions === undefined
      ? [fieldError.required(`${path}.completions`, 'when completion mode is Indexed')]
      : []),
    ...(replacementPolicies.includes(podReplacementPolicy)
      ? []
      : [fieldError.notSupported(`${path}.podReplacementPolicy`, podReplacementPolicy, replacementPolicies)]),
    ...validatePodSpec(template?.spec, at),
    ...(restartPolicy === 'Always'
      ? [fieldError.required(`${at}.restartPolicy`, 'valid values: "OnFailure", "Never"')]
      : restartPolicies.includes(restartPolicy)
        ? []
        : [fieldError.notSupported(`${at}.restartPolicy`, restartPolicy, restartPolicies)]),
  ];
}

/** The first that holds of its conditions, and what it is without any. */
function statusOf(job: Job): string {
  if (jobCondition(job, 'Complete') !== undefined) return 'Complete';
  if (jobCondition(job, 'Failed') !== undefined) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  const others = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'];
  return others.find((type) => jobCondition(job, type) !== undefined) ?? 'Running';
}

function completionsOf({spec, status}: Job): string {
  const {completions, parallelism} = spec;
  const {succeeded = 0} = status;
  if (completions !== undefined) return `${succeeded}/${completions}`;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationOf({status}: Job, nowMs: number): string {
  const {startTime, completionTime} = status;
  if (startTime === undefined) return '';
  const endMs = completionTime === undefined ? nowMs : Date.parse(completionTime);
  return humanDuration(endMs - Date.parse(startTime));
}
