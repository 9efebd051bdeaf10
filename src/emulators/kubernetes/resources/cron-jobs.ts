import {fieldError, type FieldError} from '../status-error.ts';
import type {CronJob} from '../objects/cron-job.ts';
import {
  boolean,
  integer,
  kind,
  list,
  object,
  objectMeta,
  objectReference,
  optionalTime,
  string,
} from '../schema/schema.ts';
import {containerCells, formatSelector} from './cell-text.ts';
import {age, ageColumn, ageOf, column, nameColumn} from './column.ts';
import {isTimeZone, parseSchedule, ScheduleError} from './cron-schedule.ts';
import {jobSpecSchema, setJobSpecDefaults, validateJobSpec} from './jobs.ts';
import {defineType} from './resource-type.ts';
import {validateNotNegative} from './workload-validation.ts';

const policies = ['Allow', 'Forbid', 'Replace'];
/** Its Jobs' names are 11 characters longer. */
const longestName = 52;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/ */
export const cronJobs = defineType<CronJob>({
  group: 'batch',
  plural: 'cronjobs',
  singular: 'cronjob',
  kind: 'CronJob',
  shortNames: ['cj'],
  categories: ['all'],
  subresources: [{name: 'status', kind: 'CronJob', verbs: ['get', 'patch', 'update']}],
  schema: kind('CronJob', {
    spec: object('CronJobSpec', {
      schedule: string,
      timeZone: string,
      startingDeadlineSeconds: integer,
      concurrencyPolicy: string,
      suspend: boolean,
      jobTemplate: object('JobTemplateSpec', {metadata: objectMeta, spec: jobSpecSchema}),
      successfulJobsHistoryLimit: integer,
      failedJobsHistoryLimit: integer,
    }),
    status: object('CronJobStatus', {
      active: list(objectReference),
      lastScheduleTime: optionalTime,
      lastSuccessfulTime: optionalTime,
    }),
  }),
  columns: [
    nameColumn,
    column('Schedule', {description: 'The schedule in Cron format, see https://en.wikipedia.org/wiki/Cron.'}),
    column('Timezone', {
      description:
        'The time zone name for the given schedule, see https://en.wikipedia.org/wiki/List_of_tz_database_time_zones. If not specified, this will default to the time zone of the kube-controller-manager process. The set of valid time zone names and the time zone offset is loaded from the system-wide time zone database by the API server during CronJob validation and the controller manager during execution. If no system-wide time zone database can be found a bundled version of the database is used instead. If the time zone name becomes invalid during the lifetime of a CronJob or due to a change in host configuration, the controller will stop creating new new Jobs and will create a system event with the reason UnknownTimeZone. More information can be found in https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
    }),
    column('Suspend', {
      type: 'boolean',
      description:
        'This flag tells the controller to suspend subsequent executions, it does not apply to already started executions.  Defaults to false.',
    }),
    column('Active', {type: 'integer', description: 'A list of pointers to currently running jobs.'}),
    column('Last Schedule', {description: 'Information when was the last time the job was successfully scheduled.'}),
    ageColumn,
    column('Containers', {priority: 1, description: 'Names of each container in the template.'}),
    column('Images', {priority: 1, description: 'Images referenced by each container in the template.'}),
    column('Selector', {priority: 1}),
  ],
  row: ({spec, status, ...cronJob}, nowMs) => [
    cronJob.metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    spec.suspend ? 'True' : 'False',
    status.active?.length ?? 0,
    status.lastScheduleTime === undefined || status.lastScheduleTime === null
      ? '<none>'
      : ageOf(status.lastScheduleTime, nowMs),
    age(cronJob, nowMs),
    ...containerCells(spec.jobTemplate.spec.template.spec.containers),
    formatSelector(spec.jobTemplate.spec.selector),
  ],
  hasGeneration: true,
  hasStatus: true,
  setDefaults: (cronJob) => {
    const {spec} = cronJob;
    spec.concurrencyPolicy ??= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    const ofJob = spec.jobTemplate?.spec;
    if (ofJob?.template?.spec !== undefined) setJobSpecDefaults(ofJob, {isTemplate: true});
    cronJob.status = {...cronJob.status};
  },
  validate: validateCronJob,
});

function validateCronJob({metadata, spec}: CronJob): FieldError[] {
  const {schedule, timeZone, concurrencyPolicy, jobTemplate} = spec;
  const isMissing = schedule === undefined || schedule === '';
  const numbers = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const;
  return [
    ...(isMissing ? [] : validateSchedule(schedule)),
    ...(timeZone === undefined || isTimeZone(timeZone)
      ? []
      : [fieldError.invalid('spec.timeZone', timeZone, `unknown time zone ${timeZone}`)]),
    ...numbers.flatMap((field) => validateNotNegative(`spec.${field}`, spec[field])),
    ...(policies.includes(concurrencyPolicy)
      ? []
      : [fieldError.notSupported('spec.concurrencyPolicy', concurrencyPolicy, policies)]),
    ...validateJobSpec((jobTemplate?.spec ?? {}) as Parameters<typeof validateJobSpec>[0], 'spec.jobTemplate.spec'),
    ...(isMissing ? [fieldError.required('spec.schedule')] : []),
    ...((metadata.name ?? '').length > longestName
      ? [fieldError.invalid('metadata.name', metadata.name, 'must be no more than 52 characters')]
      : []),
  ];
}

function validateSchedule(schedule: string): FieldError[] {
  try {
    parseSchedule(schedule);
    return [];
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    return [fieldError.invalid('spec.schedule', schedule, error.message)];
  }
}
