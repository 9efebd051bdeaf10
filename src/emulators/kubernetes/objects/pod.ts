import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';

interface KeyOperator {
  key: string;
  operator: string;
  values?: string[];
}

export interface NodeSelectorTerm {
  matchExpressions?: KeyOperator[];
  matchFields?: KeyOperator[];
}

export interface PodAffinityTerm {
  labelSelector?: LabelSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface Affinity {
  nodeAffinity?: {requiredDuringSchedulingIgnoredDuringExecution?: {nodeSelectorTerms: NodeSelectorTerm[]}};
  podAffinity?: {requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]};
  podAntiAffinity?: {requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]};
}

export interface TopologySpreadConstraint {
  maxSkew: number;
  topologyKey: string;
  whenUnsatisfiable: string;
  labelSelector?: LabelSelector;
  minDomains?: number;
  nodeAffinityPolicy?: string;
}

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

export interface FieldReference {
  fieldPath: string;
}

export interface ResourceFieldReference {
  containerName?: string;
  resource: string;
  divisor?: string;
}

export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: {
    fieldRef?: FieldReference;
    configMapKeyRef?: {name?: string; key: string; optional?: boolean};
    secretKeyRef?: {name?: string; key: string; optional?: boolean};
    resourceFieldRef?: ResourceFieldReference;
  };
}

export interface ContainerPort {
  name?: string;
  containerPort: number;
  protocol?: string;
  hostPort?: number;
}

interface VolumeMount {
  name: string;
  mountPath: string;
  readOnly?: boolean;
  subPath?: string;
  subPathExpr?: string;
}

export interface Probe {
  httpGet?: {path?: string; port: number | string; scheme?: string};
  grpc?: {port?: number; service?: string};
  tcpSocket?: {port: number | string};
  exec?: {command?: string[]};
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
}

export interface LifecycleHandler {
  exec?: {command?: string[]};
  sleep?: {seconds?: number};
}

export interface Container {
  name: string;
  image: string;
  imagePullPolicy?: string;
  restartPolicy?: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  env?: EnvVar[];
  envFrom?: {
    prefix?: string;
    configMapRef?: {name: string; optional?: boolean};
    secretRef?: {name: string; optional?: boolean};
  }[];
  ports?: ContainerPort[];
  volumeMounts?: VolumeMount[];
  resources?: {requests?: Record<string, string>; limits?: Record<string, string>};
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: {postStart?: LifecycleHandler; preStop?: LifecycleHandler};
}

export interface KeyToPath {
  key: string;
  path: string;
  mode?: number;
}

export interface KeyedSource {
  name?: string;
  items?: KeyToPath[];
  optional?: boolean;
}

export interface OwnSource {
  items?: {path: string; fieldRef?: FieldReference; resourceFieldRef?: ResourceFieldReference}[];
}

/** A part of a volume that the kubelet writes. */
export interface VolumeProjection {
  configMap?: KeyedSource;
  secret?: KeyedSource;
  downwardAPI?: OwnSource;
}

export interface Volume {
  name: string;
  hostPath?: {path: string; type?: string};
  emptyDir?: {medium?: string; sizeLimit?: string};
  configMap?: KeyedSource & {defaultMode?: number};
  secret?: {secretName?: string; items?: KeyToPath[]; optional?: boolean; defaultMode?: number};
  persistentVolumeClaim?: {claimName?: string; readOnly?: boolean};
  downwardAPI?: OwnSource & {defaultMode?: number};
  projected?: {sources?: VolumeProjection[]; defaultMode?: number};
}

export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  affinity?: Affinity;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  restartPolicy?: string;
  dnsPolicy?: string;
  dnsConfig?: {nameservers?: string[]; searches?: string[]; options?: {name?: string; value?: string}[]};
  terminationGracePeriodSeconds?: number;
  activeDeadlineSeconds?: number;
  serviceAccountName?: string;
  priorityClassName?: string;
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
  hostname?: string;
  subdomain?: string;
  hostAliases?: {ip: string; hostnames?: string[]}[];
  schedulerName?: string;
}

export interface ContainerState {
  waiting?: {reason: string; message?: string};
  running?: {startedAt: string};
  terminated?: {
    exitCode: number;
    signal?: number;
    reason?: string;
    message?: string;
    startedAt?: string;
    finishedAt?: string;
    containerID?: string;
  };
}

export interface ContainerStatus {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
  started: boolean;
  /** What the node has set aside for it, and what it may use: as the spec asks, once there is a container. */
  allocatedResources?: Record<string, string>;
  resources?: NonNullable<Container['resources']>;
  volumeMounts?: {name: string; mountPath: string; readOnly?: boolean; recursiveReadOnly?: string}[];
  user?: {linux: {uid: number; gid: number; supplementalGroups: number[]}};
}

export interface PodStatus {
  /** The generation of the spec that the rest tells of. */
  observedGeneration?: number;
  phase?: string;
  reason?: string;
  message?: string;
  conditions?: Condition[];
  hostIP?: string;
  hostIPs?: {ip: string}[];
  podIP?: string;
  podIPs?: {ip: string}[];
  startTime?: string;
  qosClass?: string;
  /** Of all its containers together. */
  allocatedResources?: Record<string, string>;
  resources?: NonNullable<Container['resources']>;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
}

export interface Pod extends KubeObject {
  spec: PodSpec;
  status: PodStatus;
}

export interface PodTemplate {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    name?: string;
    finalizers?: string[];
  };
  spec: PodSpec;
}

/** Whether a container is started before the others and stays beside them until they have ended. */
export function isSidecar({name, restartPolicy}: Container, {spec}: Pick<Pod, 'spec'>): boolean {
  return restartPolicy === 'Always' && spec.initContainers?.some((init) => init.name === name) === true;
}

/** A Pod's sidecars, in the order in which they start. */
export function sidecarsOf({initContainers = []}: PodSpec): Container[] {
  return initContainers.filter(({restartPolicy}) => restartPolicy === 'Always');
}

export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') ?? false;
}
