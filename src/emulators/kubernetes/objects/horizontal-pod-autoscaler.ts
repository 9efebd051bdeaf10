import type {Condition, KubeObject} from './kube-object.ts';

/** A target of a metric, or what it is now. */
export interface MetricValue {
  type?: string;
  averageUtilization?: number;
  averageValue?: string;
  value?: string;
}

interface ResourceMetric {
  name: string;
  /** Of a metric of one container. */
  container?: string;
}

export interface MetricSpec {
  type: string;
  resource?: ResourceMetric & {target: MetricValue};
  containerResource?: ResourceMetric & {target: MetricValue};
  object?: object;
  pods?: object;
  external?: object;
}

export interface MetricStatus {
  type: string;
  resource?: ResourceMetric & {current: MetricValue};
  containerResource?: ResourceMetric & {current: MetricValue};
}

export interface ScalingRules {
  stabilizationWindowSeconds?: number;
  selectPolicy?: string;
  policies?: {type: string; value: number; periodSeconds: number}[];
  tolerance?: string;
}

export interface HorizontalPodAutoscaler extends KubeObject {
  spec: {
    scaleTargetRef: {apiVersion?: string; kind: string; name: string};
    minReplicas?: number;
    maxReplicas: number;
    metrics?: MetricSpec[];
    behavior?: {scaleUp?: ScalingRules; scaleDown?: ScalingRules};
  };
  status: {
    observedGeneration?: number;
    lastScaleTime?: string;
    currentReplicas?: number;
    desiredReplicas: number;
    currentMetrics?: MetricStatus[] | null;
    conditions?: Condition[];
  };
}
