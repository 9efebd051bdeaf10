import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';
import type {PodTemplate} from './pod.ts';
import type {ClaimSpec} from './storage.ts';

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

/** As it stands in `volumeClaimTemplates`: a claim that nobody made yet. */
interface ClaimTemplate {
  apiVersion?: string;
  kind?: string;
  metadata: {name: string; labels?: Record<string, string>; annotations?: Record<string, string>};
  spec: ClaimSpec;
  status?: {phase?: string};
}

export interface StatefulSet extends KubeObject {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    volumeClaimTemplates?: ClaimTemplate[];
    serviceName?: string;
    podManagementPolicy?: string;
    updateStrategy: {type?: string; rollingUpdate?: {partition?: number; maxUnavailable?: number | string}};
    revisionHistoryLimit?: number;
    minReadySeconds?: number;
    persistentVolumeClaimRetentionPolicy?: {whenDeleted?: string; whenScaled?: string};
    ordinals?: {start?: number};
  };
  /** A count of 0 is left out, except for `replicas` and `availableReplicas`. */
  status: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    collisionCount?: number;
    conditions?: Condition[];
  };
}
