import type {JobSpec} from './job.ts';
import type {KubeObject} from './kube-object.ts';

export interface JobReference {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
  resourceVersion: string;
  uid: string;
}

export interface CronJob extends KubeObject {
  spec: {
    schedule: string;
    timeZone?: string;
    concurrencyPolicy: string;
    suspend: boolean;
    startingDeadlineSeconds?: number;
    successfulJobsHistoryLimit: number;
    failedJobsHistoryLimit: number;
    jobTemplate: {
      metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>};
      spec: Partial<JobSpec> & Pick<JobSpec, 'template'>;
    };
  };
  status: {active?: JobReference[]; lastScheduleTime?: string; lastSuccessfulTime?: string};
}
