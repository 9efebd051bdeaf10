import * as fc from 'fast-check';
import type {JsonObject, JsonValue} from '#src/kubernetes/json.ts';
import {namespace} from '#test/support/sandbox-fixture.ts';

const optional = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> =>
  // a record of JSON is JSON
  fc.record(shape, {requiredKeys: [], noNullPrototype: true}) as unknown as fc.Arbitrary<JsonObject>;
const both = (one: fc.Arbitrary<JsonObject>, other: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.tuple(one, other).map(merged);
const merged = ([one, other]: readonly [JsonObject, JsonObject]): JsonObject => ({...one, ...other});
const of = <Value extends JsonValue>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const list = <Item extends JsonValue>(item: fc.Arbitrary<Item>, maxLength = 2): fc.Arbitrary<Item[]> =>
  fc.array(item, {maxLength});

const word = of('a', 'web', 'nginx', 'app', 'disk', 'fast');
const key = of('app', 'disk', 'example.com/disk', 'kubernetes.io/hostname', `${namespace}.node.labrador.dev/disk`);
const texts = fc.dictionary(word, word, {maxKeys: 2, noNullPrototype: true});
const amount = of<JsonValue>('10m', '64Mi', '0.1', 1, '1e-1');
const port = of<JsonValue>(80, 'http');
const handler = fc.oneof(optional({exec: optional({command: list(word)})}), optional({tcpSocket: optional({port})}));
const probe = both(
  fc.oneof(handler, optional({httpGet: optional({path: of('/'), port})})),
  optional({periodSeconds: of(1, 5), terminationGracePeriodSeconds: of(0, 60)}),
);
const volumeNames = ['root', 'logs', 'scratch', 'page', 'self', 'kept'] as const;
const mount = optional({
  mountPath: of('/x', '/var/log/nginx', '/proc'),
  name: of(...volumeNames),
  readOnly: fc.boolean(),
});
/** A part of a volume that is none of the node's. */
const partMount = both(
  fc.record({name: of('scratch', 'page', 'self'), mountPath: of('/y')}),
  fc.oneof(fc.record({subPath: of('a', 'a/b')}), fc.record({subPathExpr: of('$(POD)/a')})),
);
const userFields = {
  runAsUser: of(0, 1000),
  runAsNonRoot: fc.boolean(),
  seccompProfile: of<JsonObject>({type: 'RuntimeDefault'}),
};

const container = both(
  fc.record({name: word, image: of('nginx:1.18-alpine', 'busybox:1.36')}, {noNullPrototype: true}),
  optional({
    command: list(word),
    args: list(word),
    ports: list(optional({containerPort: of(80), name: of('http'), protocol: of('TCP', 'UDP')})),
    env: list(
      optional({
        name: word,
        value: word,
        valueFrom: of<JsonObject>(
          {fieldRef: {fieldPath: 'spec.nodeName'}},
          {configMapKeyRef: {name: 'a', key: 'b'}},
          {secretKeyRef: {name: 'api-token', key: 'b', optional: true}},
        ),
      }),
    ),
    envFrom: list(
      optional({prefix: word, configMapRef: of<JsonObject>({name: 'a'}), secretRef: of<JsonObject>({name: 'a'})}),
    ),
    resources: optional({
      limits: optional({cpu: amount, memory: amount, 'ephemeral-storage': amount}),
      requests: optional({cpu: amount, memory: amount}),
    }),
    volumeMounts: list(fc.oneof(mount, partMount), 3),
    livenessProbe: probe,
    lifecycle: optional({preStop: handler, postStart: handler}),
    securityContext: optional({
      ...userFields,
      privileged: of(false),
      allowPrivilegeEscalation: fc.boolean(),
      capabilities: of<JsonObject>({drop: ['ALL']}, {drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN']}),
      readOnlyRootFilesystem: fc.boolean(),
    }),
    stdin: fc.boolean(),
  }),
);

/** Init containers, and those that stay. */
const initContainer = both(container, optional({restartPolicy: of('Always')}));

const volumes: fc.Arbitrary<JsonValue> = fc
  .record({
    root: of<JsonObject>(
      {hostPath: {path: '/'}},
      {hostPath: {path: '/', type: 'Directory'}},
      {hostPath: {path: '//./'}},
    ),
    logs: of<JsonObject>(
      {hostPath: {path: '/volumes/nginx-logs', type: 'DirectoryOrCreate'}},
      {hostPath: {path: `/var/lib/labrador/sandboxes/${namespace}/volumes/nginx-logs`}},
    ),
    scratch: of<JsonObject>({emptyDir: {}}, {emptyDir: {medium: 'Memory', sizeLimit: '1Mi'}}),
    page: of<JsonObject>(
      {configMap: {name: 'page', items: [{key: 'a', path: 'b', mode: 420}]}},
      {secret: {secretName: 'page', defaultMode: 256, items: [{key: 'a', path: 'b'}]}},
    ),
    kept: of<JsonObject>(
      {persistentVolumeClaim: {claimName: 'disk'}},
      {persistentVolumeClaim: {claimName: 'data-web-0', readOnly: true}},
    ),
    self: of<JsonObject>(
      {downwardAPI: {items: [{path: 'a', fieldRef: {fieldPath: 'metadata.labels'}}]}},
      {
        projected: {
          defaultMode: 256,
          sources: [
            {configMap: {name: 'page', items: [{key: 'a', path: 'b', mode: 420}]}},
            {secret: {name: 'page', optional: true}},
            {downwardAPI: {items: [{path: 'cpu', resourceFieldRef: {containerName: 'main', resource: 'limits.cpu'}}]}},
          ],
        },
      },
    ),
  })
  .map((sources) => Object.entries(sources).map(([name, source]) => merged([{name}, source])));

const expression = optional({key, operator: of('In', 'Exists'), values: list(word)});
const term = fc.record({matchExpressions: fc.array(expression, {minLength: 1, maxLength: 2})}, {noNullPrototype: true});
const podTerm = optional({
  labelSelector: optional({matchLabels: texts, matchExpressions: list(optional({key: word, operator: of('Exists')}))}),
  topologyKey: of('kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region'),
});
const podAffinity = optional({
  requiredDuringSchedulingIgnoredDuringExecution: list(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(optional({weight: of(1), podAffinityTerm: podTerm})),
});

const podSpec = both(
  fc.record({containers: fc.array(container, {minLength: 1, maxLength: 2}), volumes}, {noNullPrototype: true}),
  optional({
    initContainers: list(initContainer),
    affinity: optional({
      nodeAffinity: optional({
        requiredDuringSchedulingIgnoredDuringExecution: optional({nodeSelectorTerms: list(term)}),
        preferredDuringSchedulingIgnoredDuringExecution: list(optional({weight: of(1), preference: term})),
      }),
      podAffinity,
      podAntiAffinity: podAffinity,
    }),
    nodeSelector: fc.dictionary(key, word, {maxKeys: 2, noNullPrototype: true}),
    restartPolicy: of('Always'),
    terminationGracePeriodSeconds: of(0, 30, 60),
    hostNetwork: of(false),
    shareProcessNamespace: fc.boolean(),
    securityContext: optional({
      ...userFields,
      fsGroup: of(2000),
      fsGroupChangePolicy: of('OnRootMismatch'),
      supplementalGroups: of([3000]),
    }),
    automountServiceAccountToken: of(false),
    dnsPolicy: of('ClusterFirst'),
    dnsConfig: optional({
      searches: list(of('example.com')),
      options: list(optional({name: of('ndots'), value: of('1')})),
    }),
    hostAliases: list(optional({ip: of('10.0.0.1'), hostnames: list(word)})),
    topologySpreadConstraints: list(
      both(
        fc.record({maxSkew: of(1, 2), topologyKey: of('kubernetes.io/hostname', 'topology.kubernetes.io/zone')}),
        optional({
          whenUnsatisfiable: of('DoNotSchedule', 'ScheduleAnyway'),
          labelSelector: optional({matchLabels: texts}),
          nodeAffinityPolicy: of('Honor', 'Ignore'),
        }),
      ),
    ),
    imagePullSecrets: list(of<JsonObject>({name: 'registry'})),
  }),
);

const labels = optional({
  labels: fc.dictionary(
    of('app', 'app.kubernetes.io/name', 'kubernetes.courselabs.co', 'example.com/x', 'helm.sh/chart', 'acme.dev/team'),
    word,
    {noNullPrototype: true},
  ),
  annotations: fc.dictionary(
    of('note', 'example.com/note', 'kubernetes.io/change-cause', 'prometheus.io/scrape', 'com.acme.configversion'),
    word,
    {noNullPrototype: true},
  ),
});
const metadata = both(
  fc.record({name: fc.constant('nginx')}),
  both(labels, optional({namespace: of<string>('default', namespace, 'kube-system', 'whoami')})),
);

const object = (apiVersion: string, kind: string, spec: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.tuple(metadata, spec).map(([metadata, spec]) => ({apiVersion, kind, metadata, spec}));

const job = object(
  'batch/v1',
  'Job',
  both(
    optional({parallelism: of(0, 50), completions: of(1, 100), backoffLimit: of(0, 20), suspend: fc.boolean()}),
    fc
      .tuple(labels, podSpec)
      .map(([metadata, spec]) => ({template: {metadata, spec: {...spec, restartPolicy: 'OnFailure'}}})),
  ),
);

const cronJob = object(
  'batch/v1',
  'CronJob',
  both(
    optional({suspend: fc.boolean(), timeZone: of('Europe/Berlin'), successfulJobsHistoryLimit: of(0, 10)}),
    fc.tuple(labels, labels, podSpec).map(([ofJob, metadata, spec]) => ({
      schedule: '* * * * *',
      jobTemplate: {metadata: ofJob, spec: {template: {metadata, spec: {...spec, restartPolicy: 'Never'}}}},
    })),
  ),
);

const workload = (kind: string, more: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  object(
    'apps/v1',
    kind,
    both(
      more,
      fc.tuple(labels, podSpec).map(([metadata, spec]) => ({
        selector: {matchLabels: {app: 'nginx'}},
        template: {metadata, spec},
      })),
    ),
  );

const claimSpec = both(
  fc.record(
    {
      accessModes: fc.array(of('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'), {
        minLength: 1,
        maxLength: 2,
      }),
      resources: of<JsonObject>({requests: {storage: '64Mi'}}, {requests: {storage: '1Gi'}, limits: {storage: '1Gi'}}),
    },
    {noNullPrototype: true},
  ),
  optional({volumeMode: of('Filesystem'), storageClassName: of('standard', 'fast')}),
);

const statefulSet = workload(
  'StatefulSet',
  optional({
    replicas: of(0, 50),
    serviceName: word,
    podManagementPolicy: of('OrderedReady', 'Parallel'),
    updateStrategy: of<JsonObject>({type: 'OnDelete'}, {rollingUpdate: {partition: 2, maxUnavailable: '50%'}}),
    persistentVolumeClaimRetentionPolicy: of<JsonObject>({whenDeleted: 'Delete'}, {whenScaled: 'Retain'}),
    ordinals: of<JsonObject>({start: 3}),
    volumeClaimTemplates: list(
      fc
        .tuple(labels, claimSpec)
        .map(([metadata, spec]): JsonObject => ({metadata: {name: 'data', ...metadata}, spec})),
    ),
  }),
);

const service = object(
  'v1',
  'Service',
  optional({
    type: of('ClusterIP', 'NodePort', 'LoadBalancer'),
    selector: texts,
    ports: list(optional({name: word, port: of(80), targetPort: port, nodePort: of(30_010), protocol: of('TCP')})),
    clusterIP: of('None', ''),
    sessionAffinity: of('None'),
  }),
);

const configMap = fc
  .tuple(metadata, texts, fc.boolean())
  .map(([metadata, data, immutable]): JsonObject => ({apiVersion: 'v1', kind: 'ConfigMap', metadata, data, immutable}));

const secret = fc
  .tuple(metadata, optional({stringData: texts, type: of('Opaque', 'kubernetes.io/tls'), immutable: fc.boolean()}))
  .chain(([metadata, rest]) =>
    fc
      .dictionary(word, of('', 'Yg==', 'Yg==\n'), {maxKeys: 2, noNullPrototype: true})
      .map((data): JsonObject => ({apiVersion: 'v1', kind: 'Secret', metadata, data, ...rest})),
  );

const percentage = of(1, 50, 100);
const metricTarget = optional({
  type: of('Utilization', 'AverageValue'),
  averageUtilization: percentage,
  averageValue: amount,
});
const resource = of('cpu', 'memory');
const scalingRules = optional({
  stabilizationWindowSeconds: of(0, 60),
  selectPolicy: of('Max', 'Min', 'Disabled'),
  policies: list(optional({type: of('Pods', 'Percent'), value: of(1, 100), periodSeconds: of(15)})),
  tolerance: of<JsonValue>('0.05', '50m'),
});

const autoscaler = object(
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  optional({
    scaleTargetRef: optional({apiVersion: of('apps/v1'), kind: of('Deployment', 'ReplicaSet'), name: word}),
    minReplicas: of(1, 2),
    maxReplicas: of(1, 50),
    metrics: list(
      fc.oneof(
        optional({type: of('Resource'), resource: optional({name: resource, target: metricTarget})}),
        optional({
          type: of('ContainerResource'),
          containerResource: optional({name: resource, container: word, target: metricTarget}),
        }),
      ),
    ),
    behavior: optional({scaleUp: scalingRules, scaleDown: scalingRules}),
  }),
);

const budget = object(
  'policy/v1',
  'PodDisruptionBudget',
  optional({
    selector: optional({matchLabels: texts}),
    minAvailable: of<JsonValue>(1, '50%'),
    maxUnavailable: of<JsonValue>(0, '100%'),
    unhealthyPodEvictionPolicy: of('IfHealthyBudget', 'AlwaysAllow'),
  }),
);

const rbac = 'rbac.authorization.k8s.io';
const texted = (apiVersion: string, kind: string, rest: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  both(fc.constant<JsonObject>({apiVersion, kind, metadata: {name: 'a'}}), rest);
const account = texted(
  'v1',
  'ServiceAccount',
  optional({automountServiceAccountToken: fc.boolean(), imagePullSecrets: list(of<JsonObject>({name: 'hub'}))}),
);
const role = texted(
  `${rbac}/v1`,
  'Role',
  optional({
    rules: list(
      optional({
        verbs: list(of('get', 'list', 'watch', 'create', 'delete')),
        apiGroups: list(of('', 'apps')),
        resources: list(of('pods', 'pods/log', 'deployments')),
        resourceNames: list(word),
      }),
    ),
  }),
);
const binding = texted(
  `${rbac}/v1`,
  'RoleBinding',
  optional({
    roleRef: of<JsonObject>({apiGroup: rbac, kind: 'Role', name: 'a'}),
    subjects: list(
      of<JsonObject>(
        {kind: 'ServiceAccount', name: 'a'},
        {kind: 'ServiceAccount', name: 'a', namespace: 'default'},
        {kind: 'ServiceAccount', name: 'a', namespace},
        {kind: 'ServiceAccount', name: 'a', namespace: 'staging'},
      ),
    ),
  }),
);

const labelled = optional({matchLabels: texts, matchExpressions: list(optional({key: word, operator: of('Exists')}))});
const openPorts = list(optional({protocol: of('TCP', 'UDP'), port, endPort: of(90)}));
const peer = fc.oneof(
  optional({podSelector: labelled}),
  optional({namespaceSelector: labelled, podSelector: labelled}),
);
const networkPolicy = object(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  optional({
    podSelector: labelled,
    policyTypes: list(of('Ingress', 'Egress')),
    ingress: list(
      optional({ports: openPorts, from: list(fc.oneof(peer, optional({ipBlock: optional({cidr: of('10.0.0.0/8')})})))}),
    ),
    egress: list(optional({ports: openPorts, to: list(peer)})),
  }),
);

const quota = object(
  'v1',
  'ResourceQuota',
  optional({
    hard: fc.dictionary(
      of('pods', 'requests.cpu', 'limits.memory', 'requests.storage', 'count/deployments.apps', 'services.nodeports'),
      of<JsonValue>('1', 4, '0'),
      {maxKeys: 3, noNullPrototype: true},
    ),
    scopes: list(of('BestEffort', 'NotTerminating')),
  }),
);

const cores = optional({cpu: of<JsonValue>('100m', 0.2, '500m'), memory: of<JsonValue>('64Mi', '128Mi')});
const limitRange = object(
  'v1',
  'LimitRange',
  optional({
    limits: list(
      fc.oneof(
        optional({type: of('Container'), max: cores, min: cores, default: cores, defaultRequest: cores}),
        optional({type: of('Pod'), max: cores, maxLimitRequestRatio: optional({cpu: of<JsonValue>(4, '2')})}),
        optional({type: of('PersistentVolumeClaim'), max: optional({storage: of('1Gi')})}),
      ),
    ),
  }),
);

const sendsTo = optional({
  service: optional({name: word, port: fc.oneof(optional({number: port}), optional({name: of('http')}))}),
});
const ingress = object(
  'networking.k8s.io/v1',
  'Ingress',
  optional({
    ingressClassName: of('nginx', 'public', 'labrador'),
    defaultBackend: sendsTo,
    tls: list(optional({hosts: list(of('web.local', '*.web.local')), secretName: word})),
    rules: list(
      optional({
        host: of('web.local', '*.web.local'),
        http: optional({
          paths: list(
            optional({
              path: of('/', '/a/b'),
              pathType: of('Exact', 'Prefix', 'ImplementationSpecific'),
              backend: sendsTo,
            }),
          ),
        }),
      }),
    ),
  }),
);

/** What a learner may apply, of every kind, with most of what it may hold. */
export const honestObject: fc.Arbitrary<JsonObject> = fc.oneof(
  {weight: 5, arbitrary: object('v1', 'Pod', podSpec)},
  {
    weight: 5,
    arbitrary: workload(
      'DaemonSet',
      optional({minReadySeconds: of(0, 5), updateStrategy: of<JsonObject>({type: 'OnDelete'})}),
    ),
  },
  {
    weight: 5,
    arbitrary: workload(
      'Deployment',
      optional({replicas: of(0, 50), revisionHistoryLimit: of(50), paused: fc.boolean()}),
    ),
  },
  workload('ReplicaSet', optional({replicas: of(1)})),
  {weight: 2, arbitrary: service},
  configMap,
  secret,
  job,
  cronJob,
  {weight: 2, arbitrary: statefulSet},
  {weight: 2, arbitrary: object('v1', 'PersistentVolumeClaim', claimSpec)},
  autoscaler,
  budget,
  account,
  role,
  binding,
  networkPolicy,
  ingress,
  quota,
  limitRange,
);
