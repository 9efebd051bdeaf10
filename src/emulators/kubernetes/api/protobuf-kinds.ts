/** How a message is read: its fields by the numbers of the generated.proto files, each with its name in JSON. */
export type Shape =
  | 'string'
  | 'bytes'
  /** Left out when it is 0, as a client sends it for what nobody set. */
  | 'integer'
  /** Where 0 means something. */
  | 'count'
  /** Left out when it is false, likewise. */
  | 'boolean'
  | 'time'
  | 'quantity'
  | 'intOrString'
  /** A message whose fields JSON has beside those of the one that it is in. */
  | {readonly inline: {readonly [field: number]: readonly [name: string, shape: Shape]}}
  | {readonly list: Shape}
  | {readonly map: Shape}
  | {readonly [field: number]: readonly [name: string, shape: Shape]};

const texts: Shape = {map: 'string'};
const names: Shape = {list: 'string'};

const metadata: Shape = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  4: ['selfLink', 'string'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['generation', 'integer'],
  8: ['creationTimestamp', 'time'],
  11: ['labels', texts],
  12: ['annotations', texts],
  14: ['finalizers', names],
};
const containerPort: Shape = {
  1: ['name', 'string'],
  2: ['hostPort', 'integer'],
  3: ['containerPort', 'integer'],
  4: ['protocol', 'string'],
  5: ['hostIP', 'string'],
};
const resources: Shape = {1: ['limits', {map: 'quantity'}], 2: ['requests', {map: 'quantity'}]};
const container: Shape = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', names],
  4: ['args', names],
  5: ['workingDir', 'string'],
  6: ['ports', {list: containerPort}],
  8: ['resources', resources],
  13: ['terminationMessagePath', 'string'],
  14: ['imagePullPolicy', 'string'],
  16: ['stdin', 'boolean'],
  17: ['stdinOnce', 'boolean'],
  18: ['tty', 'boolean'],
  20: ['terminationMessagePolicy', 'string'],
};
const ingressBackend: Shape = {
  3: ['resource', {1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string']}],
  4: ['service', {1: ['name', 'string'], 2: ['port', {1: ['name', 'string'], 2: ['number', 'integer']}]}],
};
const ingressPath: Shape = {1: ['path', 'string'], 3: ['pathType', 'string'], 2: ['backend', ingressBackend]};
const ingressSpec: Shape = {
  1: ['defaultBackend', ingressBackend],
  2: ['tls', {list: {1: ['hosts', names], 2: ['secretName', 'string']}}],
  3: ['rules', {list: {1: ['host', 'string'], 2: ['', {inline: {1: ['http', {1: ['paths', {list: ingressPath}]}]}}]}}],
  4: ['ingressClassName', 'string'],
};
const podSpec: Shape = {
  2: ['containers', {list: container}],
  3: ['restartPolicy', 'string'],
  6: ['dnsPolicy', 'string'],
  8: ['serviceAccountName', 'string'],
  9: ['serviceAccount', 'string'],
  10: ['nodeName', 'string'],
  11: ['hostNetwork', 'boolean'],
  12: ['hostPID', 'boolean'],
  13: ['hostIPC', 'boolean'],
  16: ['hostname', 'string'],
  17: ['subdomain', 'string'],
  19: ['schedulerName', 'string'],
  24: ['priorityClassName', 'string'],
};
const podTemplate: Shape = {1: ['metadata', metadata], 2: ['spec', podSpec]};
const jobSpec: Shape = {
  1: ['parallelism', 'count'],
  2: ['completions', 'count'],
  3: ['activeDeadlineSeconds', 'count'],
  4: ['selector', {1: ['matchLabels', texts]}],
  5: ['manualSelector', 'boolean'],
  6: ['template', podTemplate],
  7: ['backoffLimit', 'count'],
  8: ['ttlSecondsAfterFinished', 'count'],
  9: ['completionMode', 'string'],
  10: ['suspend', 'boolean'],
};
const cronJobSpec: Shape = {
  1: ['schedule', 'string'],
  2: ['startingDeadlineSeconds', 'count'],
  3: ['concurrencyPolicy', 'string'],
  4: ['suspend', 'boolean'],
  5: ['jobTemplate', {1: ['metadata', metadata], 2: ['spec', jobSpec]}],
  6: ['successfulJobsHistoryLimit', 'count'],
  7: ['failedJobsHistoryLimit', 'count'],
  8: ['timeZone', 'string'],
};
const metricTarget: Shape = {
  1: ['type', 'string'],
  2: ['value', 'quantity'],
  3: ['averageValue', 'quantity'],
  4: ['averageUtilization', 'count'],
};
const autoscalerSpec: Shape = {
  1: ['scaleTargetRef', {1: ['kind', 'string'], 2: ['name', 'string'], 3: ['apiVersion', 'string']}],
  2: ['minReplicas', 'count'],
  3: ['maxReplicas', 'integer'],
  4: [
    'metrics',
    {list: {1: ['type', 'string'], 4: ['resource', {1: ['name', 'string'], 2: ['target', metricTarget]}]}},
  ],
};
const budgetSpec: Shape = {
  1: ['minAvailable', 'intOrString'],
  2: ['selector', {1: ['matchLabels', texts]}],
  3: ['maxUnavailable', 'intOrString'],
  4: ['unhealthyPodEvictionPolicy', 'string'],
};
const rule: Shape = {
  1: ['verbs', names],
  2: ['apiGroups', names],
  3: ['resources', names],
  4: ['resourceNames', names],
  5: ['nonResourceURLs', names],
};
const subject: Shape = {
  1: ['kind', 'string'],
  2: ['apiGroup', 'string'],
  3: ['name', 'string'],
  4: ['namespace', 'string'],
};
const role: Shape = {1: ['metadata', metadata], 2: ['rules', {list: rule}]};
const binding: Shape = {
  1: ['metadata', metadata],
  2: ['subjects', {list: subject}],
  3: ['roleRef', {1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string']}],
};
const servicePort: Shape = {
  1: ['name', 'string'],
  2: ['protocol', 'string'],
  3: ['port', 'integer'],
  4: ['targetPort', 'intOrString'],
  5: ['nodePort', 'integer'],
};
const deleteOptions: Shape = {
  1: ['gracePeriodSeconds', 'count'],
  2: ['preconditions', {1: ['uid', 'string'], 2: ['resourceVersion', 'string']}],
  3: ['orphanDependents', 'boolean'],
  4: ['propagationPolicy', 'string'],
  5: ['dryRun', names],
};
/** What a client leaves empty, and the server writes. */
export const ignored: Shape = {};

/** The kinds that clients send so, by their versions. */
export const protobufKinds: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['v1/Namespace', {1: ['metadata', metadata], 2: ['spec', {1: ['finalizers', names]}], 3: ['status', ignored]}],
  [
    'v1/ConfigMap',
    {1: ['metadata', metadata], 2: ['data', texts], 3: ['binaryData', {map: 'bytes'}], 4: ['immutable', 'boolean']},
  ],
  [
    'v1/Secret',
    {
      1: ['metadata', metadata],
      2: ['data', {map: 'bytes'}],
      3: ['type', 'string'],
      4: ['stringData', texts],
      5: ['immutable', 'boolean'],
    },
  ],
  ['v1/ServiceAccount', {1: ['metadata', metadata], 4: ['automountServiceAccountToken', 'boolean']}],
  [
    'v1/Service',
    {
      1: ['metadata', metadata],
      2: [
        'spec',
        {
          1: ['ports', {list: servicePort}],
          2: ['selector', texts],
          3: ['clusterIP', 'string'],
          4: ['type', 'string'],
          5: ['externalIPs', names],
          7: ['sessionAffinity', 'string'],
          8: ['loadBalancerIP', 'string'],
          10: ['externalName', 'string'],
          11: ['externalTrafficPolicy', 'string'],
          12: ['healthCheckNodePort', 'integer'],
          13: ['publishNotReadyAddresses', 'boolean'],
          18: ['clusterIPs', names],
        },
      ],
      3: ['status', ignored],
    },
  ],
  [
    'v1/ResourceQuota',
    {
      1: ['metadata', metadata],
      2: ['spec', {1: ['hard', {map: 'quantity'}], 2: ['scopes', names]}],
      3: ['status', ignored],
    },
  ],
  [
    'apps/v1/Deployment',
    {
      1: ['metadata', metadata],
      2: [
        'spec',
        {
          1: ['replicas', 'count'],
          2: ['selector', {1: ['matchLabels', texts]}],
          3: ['template', podTemplate],
          4: ['strategy', {1: ['type', 'string']}],
          5: ['minReadySeconds', 'integer'],
          6: ['revisionHistoryLimit', 'integer'],
          7: ['paused', 'boolean'],
        },
      ],
      3: ['status', ignored],
    },
  ],
  [
    'autoscaling/v2/HorizontalPodAutoscaler',
    {1: ['metadata', metadata], 2: ['spec', autoscalerSpec], 3: ['status', ignored]},
  ],
  ['policy/v1/PodDisruptionBudget', {1: ['metadata', metadata], 2: ['spec', budgetSpec], 3: ['status', ignored]}],
  ['networking.k8s.io/v1/Ingress', {1: ['metadata', metadata], 2: ['spec', ingressSpec], 3: ['status', ignored]}],
  ['batch/v1/Job', {1: ['metadata', metadata], 2: ['spec', jobSpec], 3: ['status', ignored]}],
  ['batch/v1/CronJob', {1: ['metadata', metadata], 2: ['spec', cronJobSpec], 3: ['status', ignored]}],
  ['rbac.authorization.k8s.io/v1/Role', role],
  ['rbac.authorization.k8s.io/v1/ClusterRole', role],
  ['rbac.authorization.k8s.io/v1/RoleBinding', binding],
  ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', binding],
  [
    'authorization.k8s.io/v1/SelfSubjectAccessReview',
    {
      1: ['metadata', metadata],
      2: [
        'spec',
        {
          1: [
            'resourceAttributes',
            {
              1: ['namespace', 'string'],
              2: ['verb', 'string'],
              3: ['group', 'string'],
              4: ['version', 'string'],
              5: ['resource', 'string'],
              6: ['subresource', 'string'],
              7: ['name', 'string'],
            },
          ],
          2: ['nonResourceAttributes', {1: ['path', 'string'], 2: ['verb', 'string']}],
        },
      ],
      3: ['status', ignored],
    },
  ],
  [
    'authorization.k8s.io/v1/SelfSubjectRulesReview',
    {1: ['metadata', metadata], 2: ['spec', {1: ['namespace', 'string']}], 3: ['status', ignored]},
  ],
  ['authentication.k8s.io/v1/SelfSubjectReview', {1: ['metadata', metadata], 2: ['status', ignored]}],
  [
    'authentication.k8s.io/v1/TokenRequest',
    {
      1: ['metadata', metadata],
      2: ['spec', {1: ['audiences', names], 3: ['boundObjectRef', ignored], 4: ['expirationSeconds', 'integer']}],
      3: ['status', ignored],
    },
  ],
  ['policy/v1/Eviction', {1: ['metadata', metadata], 2: ['deleteOptions', deleteOptions]}],
  ['v1/DeleteOptions', deleteOptions],
]);
