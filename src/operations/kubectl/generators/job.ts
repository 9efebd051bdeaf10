import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {generateContainer} from './container.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedJob {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
}

/** What `kubectl create job` makes of its flags. */
export function generateJob(job: GeneratedJob): JsonObject {
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: generateMetadata({name: job.name}),
    spec: jobSpec(job, 'Never'),
    status: {},
  };
}

/** What `kubectl create cronjob` makes of its flags. */
export function generateCronJob({
  schedule,
  restartPolicy,
  ...job
}: GeneratedJob & {readonly schedule: string; readonly restartPolicy: string}): JsonObject {
  return {
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: generateMetadata({name: job.name}),
    spec: {
      schedule,
      jobTemplate: {metadata: generateMetadata({name: job.name}), spec: jobSpec(job, restartPolicy)},
    },
    status: {},
  };
}

/** What `kubectl create job --from` makes of a CronJob, but for its owner: what is made by hand is its learner's to delete. */
export function generateJobFrom({name, cronJob}: {name: string; cronJob: JsonObject}): JsonObject {
  const spec = objectIn(cronJob, 'spec');
  const template = objectIn(spec, 'jobTemplate');
  const metadata = objectIn(template, 'metadata');
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: generateMetadata({
      name,
      labels: textsIn(metadata, 'labels'),
      annotations: {'cronjob.kubernetes.io/instantiate': 'manual', ...textsIn(metadata, 'annotations')},
    }),
    spec: objectIn(template, 'spec'),
    status: {},
  };
}

function objectIn(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isJsonObject(value) ? value : {};
}

const textsIn = (object: JsonObject, field: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectIn(object, field)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const jobSpec = ({name, image, command}: GeneratedJob, restartPolicy: string): JsonObject => ({
  template: {
    metadata: generateMetadata({}),
    spec: {containers: [generateContainer({name, image, command})], restartPolicy},
  },
});
