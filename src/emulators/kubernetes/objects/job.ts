import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';
import type {PodTemplate} from './pod.ts';

export interface JobCondition extends Omit<Condition, 'lastProbeTime'> {
  /** Of a Job's conditions it is the time of their change. */
  lastProbeTime: string;
}

export interface JobSpec {
  parallelism: number;
  /** One success is enough where it is left out. */
  completions?: number;
  /** Filled in, but in the template of a Job. */
  completionMode?: string;
  backoffLimit: number;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
  suspend: boolean;
  podReplacementPolicy?: string;
  manualSelector?: boolean;
  selector: LabelSelector;
  template: PodTemplate;
}

export interface Job extends KubeObject {
  spec: JobSpec;
  status: {
    startTime?: string;
    completionTime?: string;
    active?: number;
    ready?: number;
    terminating?: number;
    succeeded?: number;
    failed?: number;
    /** Such as `0,2-4`. */
    completedIndexes?: string;
    /** Ended Pods are counted and let go in one step here. */
    uncountedTerminatedPods?: Record<string, never>;
    conditions?: JobCondition[];
  };
}

export const jobLabels = {
  uid: 'batch.kubernetes.io/controller-uid',
  name: 'batch.kubernetes.io/job-name',
  oldUid: 'controller-uid',
  oldName: 'job-name',
  /** Also an annotation. */
  index: 'batch.kubernetes.io/job-completion-index',
} as const;

/** What keeps a Job's Pod from going before it was counted. */
export const trackingFinalizer = 'batch.kubernetes.io/job-tracking';

/** The condition of that type, if it holds. */
export function jobCondition({status}: Job, type: string): JobCondition | undefined {
  return status.conditions?.find((condition) => condition.type === type && condition.status === 'True');
}

/** How it ended, if it did. */
export function endOf(job: Job): JobCondition | undefined {
  return jobCondition(job, 'Complete') ?? jobCondition(job, 'Failed');
}
