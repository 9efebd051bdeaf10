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
const equalLearners = 'all learners are equal';
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

/** No httpGet: the kubelet follows a redirect of the answer to wherever it leads, the node's own ports too. */
const lifecycleHandler = fields({
  ...handlerFields,
  httpGet: forbidden('the node would follow where the answer leads it'),
  sleep: fields({seconds: graceSeconds}),
});

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

/** The most containers, and init containers, of a Pod: each is processes on a shared node, however little it may use. */
const mostContainers = 8;

const quantity = /^(?<number>\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

/** A limit of 0 passes a LimitRange and is none at all to the kubelet. */
const limit: FieldRule = {
  kind: 'integer or text',
  refuse: (value) =>
    Number(quantity.exec(String(value))?.groups?.['number'] ?? 0) > 0
      ? undefined
      : {problem: `${value} is not allowed here: it would limit nothing`, next: 'Leave it out, or write such as 64Mi.'},
  cel: (value) => `string(${value}).matches("^[0-9.]*[1-9]")`,
};

const amountNames = ['cpu', 'memory', 'ephemeral-storage'];

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
  cel: (image) => `${image} in variables.images`,
};

/**
 * Container runtimes enter it before they have let go of the node's own files, which `/proc/self/fd` would name.
 * @see https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
 */
const workingDirectory: FieldRule = {
  kind: 'text',
  refuse: (path) =>
    path.split('/').includes('proc')
      ? {problem: `${path} is not allowed here: ${sharesNode}`, next: 'Remove it.'}
      : undefined,
  cel: (path) => `!${path}.split("/").exists(p, p == "proc")`,
};

const container = fields({
  name: text,
  image,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  command: textList,
  args: textList,
  workingDir: workingDirectory,
  ports: listOf(containerPort),
  env: listOf(environmentVariable),
  envFrom: listOf(
    fields({
      prefix: text,
      configMapRef: fields({name: text, optional: anyBoolean}),
      secretRef: forbidden(holdsSecrets),
    }),
  ),
  resources: fields({
    limits: fields(each(amountNames, limit)),
    requests: fields(each(amountNames, integerOrText)),
    claims: forbidden(),
  }),
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

/** Where the content of a volume may come from. */
export const volumeSources: FieldRules = {
  emptyDir: fields({sizeLimit: integerOrText, medium: oneOf('', 'Memory')}),
  /** Which paths is decided where they are mapped. */
  hostPath: fields({path: text, type: oneOf('', 'Directory', 'DirectoryOrCreate')}),
  configMap: fields({name: text, optional: anyBoolean, defaultMode: integer, items: keyFiles}),
  downwardAPI: fields({
    defaultMode: integer,
    items: listOf(fields({path: text, mode: integer, fieldRef: fieldReference, resourceFieldRef: resourceReference})),
  }),
};

const volume = fields({
  name: text,
  ...volumeSources,
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
  containers: listOf(container, mostContainers),
  initContainers: listOf(container, mostContainers),
  volumes: listOf(volume),
  affinity,
  nodeSelector: textMap,
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  terminationGracePeriodSeconds: graceSeconds,
  activeDeadlineSeconds: integer,
  dnsPolicy: oneOf('ClusterFirst'),
  hostname: text,
  subdomain: text,
  enableServiceLinks: anyBoolean,
  shareProcessNamespace: anyBoolean,
  securityContext: podSecurityContext,
  automountServiceAccountToken: only(false, needsNoToken),
  schedulerName: oneOf('default-scheduler'),
  ...each(
    ['serviceAccount', 'serviceAccountName'],
    refusedUnlessLive(needsNoToken, (account) => `${account} == "default"`),
  ),
  nodeName: refusedUnlessLive(managedPlacement, (_, {isTemplate}) =>
    isTemplate ? 'false' : 'request.operation == "UPDATE"',
  ),
  tolerations: refusedUnlessLive(managedPlacement, (tolerations, {isTemplate}) =>
    isTemplate ? 'false' : `${tolerations}.all(t, has(t.key) && t.key.startsWith("node.kubernetes.io/"))`,
  ),
  ...each(
    ['preemptionPolicy', 'priority'],
    refusedUnlessLive(equalLearners, (_, {isTemplate}) => String(!isTemplate)),
  ),
  priorityClassName: refusedUnlessLive(equalLearners, (name, {isTemplate}) =>
    isTemplate ? 'false' : `!${name}.startsWith("system-")`,
  ),
  ephemeralContainers: forbidden('a debugging container would be outside these rules'),
  ...each(['hostNetwork', 'hostPID', 'hostIPC'], only(false, sharesNode)),
  hostUsers: forbidden(sharesNode),
  ...each(['schedulingGates', 'topologySpreadConstraints'], forbidden(managedPlacement)),
  // a cluster may add those of its own to every Pod
  imagePullSecrets: {kind: 'forbidden', because: holdsSecrets, cel: (_, {isTemplate}) => String(!isTemplate)},
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
