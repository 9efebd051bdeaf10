import {
  anyBoolean,
  each,
  fields,
  forbidden,
  integer,
  integerOrText,
  listOf,
  oneOf,
  only,
  refusedUnlessLive,
  text,
  textList,
  textMap,
  type FieldRule,
  type FieldRules,
} from './field-rules.ts';

/** The longest that a Pod may take to end, in seconds: a sandbox must come and go within a workshop. */
const longestGraceSeconds = 60;

const graceSeconds: FieldRule = {
  kind: 'integer',
  max: longestGraceSeconds,
  because: 'a sandbox must be able to end its Pods soon',
};

const sharesNode = 'the node is shared with other learners';
const needsNoToken = 'Pods here have no identity and no token';
const holdsSecrets = 'Secrets are not part of a sandbox';
const managedPlacement = 'your Pods keep to the nodes of your sandbox';

const seccompProfile = fields({
  type: oneOf('RuntimeDefault'),
  localhostProfile: forbidden(sharesNode),
});

const userFields: FieldRules = {
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: anyBoolean,
  seccompProfile,
  ...each(['appArmorProfile', 'seLinuxOptions', 'windowsOptions'], forbidden(sharesNode)),
};

const podSecurityContext = fields({
  ...userFields,
  fsGroup: integer,
  ...each(
    ['fsGroupChangePolicy', 'seLinuxChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy'],
    forbidden(),
  ),
  sysctls: forbidden(sharesNode),
});

const containerSecurityContext = fields({
  ...userFields,
  readOnlyRootFilesystem: anyBoolean,
  allowPrivilegeEscalation: only(false, 'a container may not gain rights'),
  privileged: only(false, 'a privileged container owns the node'),
  capabilities: fields({drop: textList, add: forbidden('a container may drop capabilities, not add them')}),
  procMount: forbidden(sharesNode),
});

const httpGet = fields({
  path: text,
  port: integerOrText,
  scheme: oneOf('HTTP', 'HTTPS'),
  httpHeaders: listOf(fields({name: text, value: text})),
  host: forbidden('the node would call that host for you'),
});

const tcpSocket = fields({port: integerOrText, host: forbidden('the node would call that host for you')});

const handlerFields: FieldRules = {exec: fields({command: textList}), httpGet, tcpSocket};

const probe = fields({
  ...handlerFields,
  grpc: fields({port: integer, service: text}),
  ...each(['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'], integer),
  terminationGracePeriodSeconds: graceSeconds,
});

const lifecycleHandler = fields({...handlerFields, sleep: fields({seconds: graceSeconds})});

const keyReference = fields({name: text, key: text, optional: anyBoolean});

const fieldReference = fields({apiVersion: text, fieldPath: text});

const resourceReference = fields({containerName: text, resource: text, divisor: integerOrText});

const environmentVariable = fields({
  name: text,
  value: text,
  valueFrom: fields({
    fieldRef: fieldReference,
    resourceFieldRef: resourceReference,
    configMapKeyRef: keyReference,
    ...each(['fileKeyRef', 'secretKeyRef'], forbidden(holdsSecrets)),
  }),
});

const amounts = fields(each(['cpu', 'memory'], integerOrText));

const volumeMount = fields({
  name: text,
  mountPath: text,
  readOnly: anyBoolean,
  ...each(['subPath', 'subPathExpr'], forbidden('a mount below a folder could lead out of it')),
  ...each(['mountPropagation', 'recursiveReadOnly'], forbidden(sharesNode)),
});

const containerPort = fields({
  name: text,
  containerPort: integer,
  protocol: oneOf('TCP', 'UDP'),
  ...each(['hostIP', 'hostPort'], forbidden(sharesNode)),
});

const image: FieldRule = {
  kind: 'text',
  refuse: (image, {lab}) =>
    lab.images.includes(image)
      ? undefined
      : {problem: `${image} is not an image of this lab`, next: `Allowed: ${lab.images.join(', ')}.`},
};

const container = fields({
  name: text,
  image,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  command: textList,
  args: textList,
  workingDir: text,
  ports: listOf(containerPort),
  env: listOf(environmentVariable),
  envFrom: listOf(
    fields({
      prefix: text,
      configMapRef: fields({name: text, optional: anyBoolean}),
      secretRef: forbidden(holdsSecrets),
    }),
  ),
  resources: fields({limits: amounts, requests: amounts, claims: forbidden()}),
  volumeMounts: listOf(volumeMount),
  volumeDevices: forbidden('only the volumes of the lab are here'),
  ...each(['livenessProbe', 'readinessProbe', 'startupProbe'], probe),
  lifecycle: fields({postStart: lifecycleHandler, preStop: lifecycleHandler, stopSignal: forbidden()}),
  securityContext: containerSecurityContext,
  ...each(['stdin', 'stdinOnce', 'tty'], anyBoolean),
  terminationMessagePath: text,
  terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  ...each(['resizePolicy', 'restartPolicy', 'restartPolicyRules'], forbidden()),
});

const keyFiles = listOf(fields({key: text, path: text, mode: integer}));

const volume = fields({
  name: text,
  emptyDir: fields({sizeLimit: integerOrText, medium: oneOf('', 'Memory')}),
  /** Which paths is decided where they are mapped. */
  hostPath: fields({path: text, type: oneOf('', 'Directory', 'DirectoryOrCreate')}),
  configMap: fields({name: text, optional: anyBoolean, defaultMode: integer, items: keyFiles}),
  downwardAPI: fields({
    defaultMode: integer,
    items: listOf(fields({path: text, mode: integer, fieldRef: fieldReference, resourceFieldRef: resourceReference})),
  }),
  secret: forbidden(holdsSecrets),
  projected: forbidden(needsNoToken),
  ...each(
    [
      'awsElasticBlockStore',
      'azureDisk',
      'azureFile',
      'cephfs',
      'cinder',
      'csi',
      'ephemeral',
      'fc',
      'flexVolume',
      'flocker',
      'gcePersistentDisk',
      'gitRepo',
      'glusterfs',
      'image',
      'iscsi',
      'nfs',
      'persistentVolumeClaim',
      'photonPersistentDisk',
      'portworxVolume',
      'quobyte',
      'rbd',
      'scaleIO',
      'storageos',
      'vsphereVolume',
    ],
    forbidden('only emptyDir, hostPath, configMap and downwardAPI volumes are here'),
  ),
});

/** A selector of objects by label, as in `selector` and affinity terms. */
export const labelSelector = fields({
  matchLabels: textMap,
  matchExpressions: listOf(
    fields({key: text, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: textList}),
  ),
});

const nodeSelectorTerm = fields({
  matchExpressions: listOf(
    fields({key: text, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'), values: textList}),
  ),
  /** Ours are recognised, and all others refused, where the slice is added. */
  matchFields: listOf(fields({key: text, operator: text, values: textList})),
});

const podAffinityTerm = fields({
  labelSelector,
  topologyKey: oneOf('kubernetes.io/hostname'),
  ...each(['namespaces', 'namespaceSelector'], forbidden('Pods of other namespaces are not yours to look for')),
  ...each(['matchLabelKeys', 'mismatchLabelKeys'], forbidden()),
});

const podAffinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(podAffinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({weight: integer, podAffinityTerm})),
});

const affinity = fields({
  nodeAffinity: fields({
    requiredDuringSchedulingIgnoredDuringExecution: fields({nodeSelectorTerms: listOf(nodeSelectorTerm)}),
    preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({weight: integer, preference: nodeSelectorTerm})),
  }),
  podAffinity,
  podAntiAffinity: podAffinity,
});

/** `spec` of a Pod and of a Pod template. */
export const podSpec = fields({
  containers: listOf(container),
  initContainers: listOf(container),
  volumes: listOf(volume),
  affinity,
  nodeSelector: textMap,
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  terminationGracePeriodSeconds: graceSeconds,
  activeDeadlineSeconds: integer,
  dnsPolicy: oneOf('ClusterFirst', 'Default'),
  hostname: text,
  subdomain: text,
  enableServiceLinks: anyBoolean,
  shareProcessNamespace: anyBoolean,
  securityContext: podSecurityContext,
  automountServiceAccountToken: only(false, needsNoToken),
  schedulerName: oneOf('default-scheduler'),
  ...each(['serviceAccount', 'serviceAccountName'], refusedUnlessLive(needsNoToken)),
  ...each(['nodeName', 'tolerations'], refusedUnlessLive(managedPlacement)),
  ...each(['preemptionPolicy', 'priority', 'priorityClassName'], refusedUnlessLive('all learners are equal')),
  ephemeralContainers: forbidden('a debugging container would be outside these rules'),
  ...each(['hostNetwork', 'hostPID', 'hostIPC'], only(false, sharesNode)),
  hostUsers: forbidden(sharesNode),
  ...each(['schedulingGates', 'topologySpreadConstraints'], forbidden(managedPlacement)),
  imagePullSecrets: forbidden(holdsSecrets),
  ...each(
    [
      'dnsConfig',
      'hostAliases',
      'hostnameOverride',
      'os',
      'overhead',
      'readinessGates',
      'resourceClaims',
      'resources',
      'runtimeClassName',
      'setHostnameAsFQDN',
    ],
    forbidden(),
  ),
});
