import type {JsonObject} from '#src/kubernetes/json.ts';
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

const jobSpec = ({name, image, command}: GeneratedJob, restartPolicy: string): JsonObject => ({
  template: {
    metadata: generateMetadata({}),
    spec: {containers: [generateContainer({name, image, command})], restartPolicy},
  },
});
