import {
  any,
  atomicMap,
  atomicObject,
  boolean,
  conditions,
  integer,
  intOrString,
  labelSelector,
  list,
  listMap,
  localObjectReference,
  map,
  object,
  objectMeta,
  quantity,
  string,
  type ObjectSchema,
} from '../schema/schema.ts';

const keyToPath = list(object('KeyToPath', {key: string, path: string, mode: integer}));
const nodeRequirement = list(object('NodeSelectorRequirement', {key: string, operator: string, values: list(string)}));
const nodeSelectorTerm = atomicObject('NodeSelectorTerm', {
  matchExpressions: nodeRequirement,
  matchFields: nodeRequirement,
});
const podAffinityTerm = object('PodAffinityTerm', {
  labelSelector,
  namespaces: list(string),
  namespaceSelector: labelSelector,
  topologyKey: string,
  matchLabelKeys: list(string),
  mismatchLabelKeys: list(string),
});
const podAffinity = {
  requiredDuringSchedulingIgnoredDuringExecution: list(podAffinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    object('WeightedPodAffinityTerm', {weight: integer, podAffinityTerm}),
  ),
};
const affinity = object('Affinity', {
  nodeAffinity: object('NodeAffinity', {
    requiredDuringSchedulingIgnoredDuringExecution: atomicObject('NodeSelector', {
      nodeSelectorTerms: list(nodeSelectorTerm),
    }),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object('PreferredSchedulingTerm', {weight: integer, preference: nodeSelectorTerm}),
    ),
  }),
  podAffinity: object('PodAffinity', podAffinity),
  podAntiAffinity: object('PodAntiAffinity', podAffinity),
});

const fieldRef = atomicObject('ObjectFieldSelector', {apiVersion: string, fieldPath: string});
const resourceFieldRef = atomicObject('ResourceFieldSelector', {
  containerName: string,
  resource: string,
  divisor: quantity,
});
const keySelector = (name: string): ObjectSchema => atomicObject(name, {name: string, key: string, optional: boolean});
const environment = listMap(
  ['name'],
  object('EnvVar', {
    name: string,
    value: string,
    valueFrom: object('EnvVarSource', {
      fieldRef,
      resourceFieldRef,
      configMapKeyRef: keySelector('ConfigMapKeySelector'),
      secretKeyRef: keySelector('SecretKeySelector'),
    }),
  }),
);
const environmentSource = object('EnvFromSource', {
  prefix: string,
  configMapRef: object('ConfigMapEnvSource', {name: string, optional: boolean}),
  secretRef: object('SecretEnvSource', {name: string, optional: boolean}),
});

const exec = object('ExecAction', {command: list(string)});
const httpGet = object('HTTPGetAction', {
  path: string,
  port: intOrString,
  host: string,
  scheme: string,
  httpHeaders: list(object('HTTPHeader', {name: string, value: string})),
});
const tcpSocket = object('TCPSocketAction', {port: intOrString, host: string});
const probe = object('Probe', {
  exec,
  httpGet,
  tcpSocket,
  grpc: object('GRPCAction', {port: integer, service: string}),
  initialDelaySeconds: integer,
  timeoutSeconds: integer,
  periodSeconds: integer,
  successThreshold: integer,
  failureThreshold: integer,
  terminationGracePeriodSeconds: integer,
});
const handler = object('LifecycleHandler', {
  exec,
  httpGet,
  tcpSocket,
  sleep: object('SleepAction', {seconds: integer}),
});

const resources = object('ResourceRequirements', {
  limits: map(quantity),
  requests: map(quantity),
  claims: listMap(['name'], object('ResourceClaim', {name: string, request: string})),
});
const seLinuxOptions = object('SELinuxOptions', {user: string, role: string, type: string, level: string});
const seccompProfile = object('SeccompProfile', {type: string, localhostProfile: string});
const appArmorProfile = object('AppArmorProfile', {type: string, localhostProfile: string});
const windowsOptions = object('WindowsSecurityContextOptions', {
  gmsaCredentialSpecName: string,
  gmsaCredentialSpec: string,
  runAsUserName: string,
  hostProcess: boolean,
});
const containerSecurity = object('SecurityContext', {
  capabilities: object('Capabilities', {add: list(string), drop: list(string)}),
  privileged: boolean,
  seLinuxOptions,
  windowsOptions,
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: boolean,
  readOnlyRootFilesystem: boolean,
  allowPrivilegeEscalation: boolean,
  procMount: string,
  seccompProfile,
  appArmorProfile,
});
const podSecurity = object('PodSecurityContext', {
  seLinuxOptions,
  windowsOptions,
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: boolean,
  supplementalGroups: list(integer),
  supplementalGroupsPolicy: string,
  fsGroup: integer,
  fsGroupChangePolicy: string,
  sysctls: list(object('Sysctl', {name: string, value: string})),
  seccompProfile,
  appArmorProfile,
});

const containerFields = {
  name: string,
  image: string,
  command: list(string),
  args: list(string),
  workingDir: string,
  ports: listMap(
    ['containerPort', 'protocol'],
    object('ContainerPort', {
      name: string,
      hostPort: integer,
      containerPort: integer,
      protocol: string,
      hostIP: string,
    }),
    {protocol: 'TCP'},
  ),
  envFrom: list(environmentSource),
  env: environment,
  resources,
  resizePolicy: list(object('ContainerResizePolicy', {resourceName: string, restartPolicy: string})),
  restartPolicy: string,
  volumeMounts: listMap(
    ['mountPath'],
    object('VolumeMount', {
      name: string,
      readOnly: boolean,
      recursiveReadOnly: string,
      mountPath: string,
      subPath: string,
      mountPropagation: string,
      subPathExpr: string,
    }),
  ),
  volumeDevices: listMap(['devicePath'], object('VolumeDevice', {name: string, devicePath: string})),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: object('Lifecycle', {postStart: handler, preStop: handler}),
  terminationMessagePath: string,
  terminationMessagePolicy: string,
  imagePullPolicy: string,
  securityContext: containerSecurity,
  stdin: boolean,
  stdinOnce: boolean,
  tty: boolean,
};
const container = object('Container', containerFields);
const ephemeralContainer = object('EphemeralContainer', {...containerFields, targetContainerName: string});

const configMapSource = {name: string, items: keyToPath, optional: boolean};
const downwardItems = list(object('DownwardAPIVolumeFile', {path: string, fieldRef, resourceFieldRef, mode: integer}));
/** Volume sources that no node of this cluster can mount are kept as they are and refused by validation. */
const volume = object('Volume', {
  name: string,
  hostPath: object('HostPathVolumeSource', {path: string, type: string}),
  emptyDir: object('EmptyDirVolumeSource', {medium: string, sizeLimit: quantity}),
  configMap: object('ConfigMapVolumeSource', {...configMapSource, defaultMode: integer}),
  secret: object('SecretVolumeSource', {
    secretName: string,
    items: keyToPath,
    optional: boolean,
    defaultMode: integer,
  }),
  projected: object('ProjectedVolumeSource', {
    defaultMode: integer,
    sources: list(
      object('VolumeProjection', {
        configMap: object('ConfigMapProjection', configMapSource),
        secret: object('SecretProjection', configMapSource),
        downwardAPI: object('DownwardAPIProjection', {items: downwardItems}),
        serviceAccountToken: object('ServiceAccountTokenProjection', {
          audience: string,
          expirationSeconds: integer,
          path: string,
        }),
      }),
    ),
  }),
  downwardAPI: object('DownwardAPIVolumeSource', {items: downwardItems, defaultMode: integer}),
  persistentVolumeClaim: object('PersistentVolumeClaimVolumeSource', {claimName: string, readOnly: boolean}),
  nfs: any,
  csi: any,
  ephemeral: any,
  image: any,
  iscsi: any,
});

const toleration = object('Toleration', {
  key: string,
  operator: string,
  value: string,
  effect: string,
  tolerationSeconds: integer,
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec */
export const podSpec = object('PodSpec', {
  volumes: listMap(['name'], volume),
  initContainers: listMap(['name'], container),
  containers: listMap(['name'], container),
  ephemeralContainers: listMap(['name'], ephemeralContainer),
  restartPolicy: string,
  terminationGracePeriodSeconds: integer,
  activeDeadlineSeconds: integer,
  dnsPolicy: string,
  nodeSelector: atomicMap(string),
  serviceAccountName: string,
  serviceAccount: string,
  automountServiceAccountToken: boolean,
  nodeName: string,
  hostNetwork: boolean,
  hostPID: boolean,
  hostIPC: boolean,
  hostUsers: boolean,
  shareProcessNamespace: boolean,
  securityContext: podSecurity,
  imagePullSecrets: listMap(['name'], localObjectReference),
  hostname: string,
  subdomain: string,
  affinity,
  schedulerName: string,
  tolerations: list(toleration),
  hostAliases: listMap(['ip'], object('HostAlias', {ip: string, hostnames: list(string)})),
  priorityClassName: string,
  priority: integer,
  dnsConfig: object('PodDNSConfig', {
    nameservers: list(string),
    searches: list(string),
    options: list(object('PodDNSConfigOption', {name: string, value: string})),
  }),
  readinessGates: list(object('PodReadinessGate', {conditionType: string})),
  runtimeClassName: string,
  enableServiceLinks: boolean,
  preemptionPolicy: string,
  overhead: map(quantity),
  topologySpreadConstraints: listMap(
    ['topologyKey', 'whenUnsatisfiable'],
    object('TopologySpreadConstraint', {
      maxSkew: integer,
      topologyKey: string,
      whenUnsatisfiable: string,
      labelSelector,
      minDomains: integer,
      nodeAffinityPolicy: string,
      nodeTaintsPolicy: string,
      matchLabelKeys: list(string),
    }),
  ),
  setHostnameAsFQDN: boolean,
  os: object('PodOS', {name: string}),
  schedulingGates: listMap(['name'], object('PodSchedulingGate', {name: string})),
  resourceClaims: listMap(['name'], any),
});

export const podTemplate = object('PodTemplateSpec', {metadata: objectMeta, spec: podSpec});

const terminated = object('ContainerStateTerminated', {
  exitCode: integer,
  signal: integer,
  reason: string,
  message: string,
  startedAt: string,
  finishedAt: string,
  containerID: string,
});
const containerState = object('ContainerState', {
  waiting: object('ContainerStateWaiting', {reason: string, message: string}),
  running: object('ContainerStateRunning', {startedAt: string}),
  terminated,
});
const containerStatuses = list(
  object('ContainerStatus', {
    name: string,
    state: containerState,
    lastState: containerState,
    ready: boolean,
    restartCount: integer,
    image: string,
    imageID: string,
    containerID: string,
    started: boolean,
  }),
);

export const podStatus = object('PodStatus', {
  phase: string,
  conditions: conditions('PodCondition'),
  message: string,
  reason: string,
  nominatedNodeName: string,
  hostIP: string,
  hostIPs: list(object('HostIP', {ip: string})),
  podIP: string,
  podIPs: listMap(['ip'], object('PodIP', {ip: string})),
  startTime: string,
  initContainerStatuses: containerStatuses,
  containerStatuses,
  qosClass: string,
  ephemeralContainerStatuses: containerStatuses,
});
