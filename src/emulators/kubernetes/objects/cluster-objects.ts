import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';
import type {PodTemplate} from './pod.ts';

export interface Taint {
  key: string;
  value?: string;
  effect: string;
  timeAdded?: string;
}

export interface Node extends KubeObject {
  spec: {podCIDR?: string; taints?: Taint[]; unschedulable?: boolean};
  status: {
    conditions?: Condition[];
    addresses?: {type: string; address: string}[];
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    daemonEndpoints?: {kubeletEndpoint: {Port: number}};
    features?: {supplementalGroupsPolicy: boolean};
    nodeInfo?: Record<string, string>;
    images?: {names: string[]; sizeBytes: number}[];
  };
}

export interface Namespace extends KubeObject {
  spec: {finalizers?: string[]};
  status: {phase?: string; conditions?: Condition[]};
}

export interface ServicePort {
  name?: string;
  port: number;
  protocol?: string;
  targetPort?: number | string;
  nodePort?: number;
}

export interface Service extends KubeObject {
  spec: {
    type?: string;
    clusterIP?: string;
    clusterIPs?: string[];
    sessionAffinity?: string;
    externalTrafficPolicy?: string;
    externalIPs?: string[];
    externalName?: string;
    selector?: Record<string, string>;
    ports?: ServicePort[];
  };
  status: {loadBalancer?: {ingress?: {ip?: string; hostname?: string; ipMode?: string}[]}};
}

export interface EndpointAddress {
  ip: string;
  hostname?: string;
  nodeName?: string;
  targetRef?: {kind: string; namespace: string; name: string; uid: string};
}

export interface EndpointSubset {
  addresses?: EndpointAddress[];
  notReadyAddresses?: EndpointAddress[];
  ports?: {name?: string; port: number; protocol?: string}[];
}

export interface Endpoints extends KubeObject {
  subsets?: EndpointSubset[];
}

export interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
  binaryData?: Record<string, string>;
  immutable?: boolean;
}

export interface Secret extends KubeObject {
  type?: string;
  data?: Record<string, string>;
  immutable?: boolean;
}

export interface ServiceAccount extends KubeObject {
  automountServiceAccountToken?: boolean;
  secrets?: {name?: string}[];
}

interface ObjectReference {
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiVersion?: string;
  resourceVersion?: string;
  fieldPath?: string;
}

export interface Event extends KubeObject {
  involvedObject: ObjectReference;
  reason?: string;
  message?: string;
  type?: string;
  count?: number;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  /** What the reporter was about to do. */
  action?: string;
  /** How often it happened, of events that carry their time in `eventTime`. */
  series?: {count: number; lastObservedTime: string};
  source?: {component?: string; host?: string};
  reportingComponent?: string;
  reportingInstance?: string;
}

export interface ResourceQuota extends KubeObject {
  spec: {hard?: Record<string, string>; scopes?: string[]};
  status: {hard?: Record<string, string>; used?: Record<string, string>};
}

export interface LimitRange extends KubeObject {
  spec: {
    limits?: {
      type: string;
      default?: Record<string, string>;
      defaultRequest?: Record<string, string>;
      max?: Record<string, string>;
      min?: Record<string, string>;
      maxLimitRequestRatio?: Record<string, string>;
    }[];
  };
}

export interface DaemonSet extends KubeObject {
  spec: {
    selector: LabelSelector;
    template: PodTemplate;
    updateStrategy?: {type?: string; rollingUpdate?: {maxUnavailable?: number | string; maxSurge?: number | string}};
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
  };
  status: {
    currentNumberScheduled: number;
    numberMisscheduled: number;
    desiredNumberScheduled: number;
    numberReady: number;
    observedGeneration?: number;
    updatedNumberScheduled?: number;
    numberAvailable?: number;
    numberUnavailable?: number;
  };
}

export interface ControllerRevision extends KubeObject {
  data: unknown;
  revision: number;
}

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** A Role, or a ClusterRole when it has no namespace. */
export interface Role extends KubeObject {
  rules?: PolicyRule[];
}

export interface Subject {
  kind: string;
  apiGroup?: string;
  name: string;
  namespace?: string;
}

/** A RoleBinding, or a ClusterRoleBinding when it has no namespace. */
export interface RoleBinding extends KubeObject {
  roleRef: {apiGroup: string; kind: string; name: string};
  subjects?: Subject[];
}
