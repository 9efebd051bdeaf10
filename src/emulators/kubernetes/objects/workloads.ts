import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';
import type {PodTemplate} from './pod.ts';

export interface DeploymentCondition extends Condition {
  lastUpdateTime?: string;
}

export interface Deployment extends KubeObject {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    strategy: {type?: string; rollingUpdate?: {maxUnavailable?: number | string; maxSurge?: number | string}};
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
    progressDeadlineSeconds?: number;
    paused?: boolean;
  };
  /** A count of 0 is left out, as the server does. */
  status: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    /** Of Pods that are being deleted and have not ended; told even when it is 0. */
    terminatingReplicas?: number;
    collisionCount?: number;
    conditions?: DeploymentCondition[];
  };
}

export interface ReplicaSet extends KubeObject {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    minReadySeconds?: number;
  };
  /** A count of 0 is left out, except for `replicas`. */
  status: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    /** Told even when it is 0. */
    terminatingReplicas?: number;
    observedGeneration?: number;
    conditions?: Condition[];
  };
}
