import * as fc from 'fast-check';
import type {ServedObject} from './object-server.ts';

export const describedNamespace = 'labrador-described-1';

/** Long ago, so that no age changes while both are asked. */
const longAgo = fc.constantFrom('2019-03-04T05:06:07Z', '2020-11-30T23:59:59Z', '2016-02-29T00:00:00Z');
const name = fc.constantFrom('web', 'page', 'a', 'logs-of-it');
const amount = fc.constantFrom('100m', '64Mi', '1', '1500m', '2Gi', '0');
const amounts = fc.dictionary(fc.constantFrom('cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi'), amount);
const resources = fc.record({limits: amounts, requests: amounts}, {requiredKeys: []});
const texts = fc.constantFrom('x', 'two words', 'one\ntwo', '', 'tab\there', 'ü→', 'a\rb', 'a\fb', 'a\vb');
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, {nil: undefined});

const port = fc.oneof(fc.constantFrom(80, 8080), fc.constantFrom('http', 'web'));
const handler = fc.oneof(
  fc.record({exec: fc.record({command: fc.array(texts, {maxLength: 3})})}),
  fc.record({
    httpGet: fc.record(
      {
        path: fc.constantFrom('/', '', 'healthz', '/a b?c=d&e#f', '*', '/ü/[x]/(y)!', '/a%20b;c,d:e@f=g+h$i~'),
        port,
        scheme: fc.constantFrom('HTTP', 'HTTPS'),
        host: fc.constantFrom('', 'example.com', '10.0.0.1', 'fd00::1'),
      },
      {requiredKeys: ['port', 'scheme']},
    ),
  }),
  fc.record({tcpSocket: fc.record({port, host: fc.constantFrom('', '10.0.0.1')}, {requiredKeys: ['port']})}),
  fc.record({grpc: fc.record({port: fc.constant(9090), service: fc.constantFrom('', 'health')})}),
  fc.constant({}),
);
const probe = fc
  .tuple(handler, fc.record({initialDelaySeconds: fc.nat(9), timeoutSeconds: fc.nat(9), periodSeconds: fc.nat(9)}))
  .map(([how, times]) => ({...how, ...times, successThreshold: 1, failureThreshold: 3}));

const keyReference = fc.record(
  {name, key: fc.constant('key'), optional: fc.boolean()},
  {requiredKeys: ['name', 'key']},
);
const variable = fc.oneof(
  fc.record({name: fc.constant('PLAIN'), value: texts}, {requiredKeys: ['name']}),
  fc.record({
    name: fc.constantFrom('FROM', 'A_LONGER_NAME'),
    valueFrom: fc.oneof(
      fc.record({
        fieldRef: fc.record({
          apiVersion: fc.constant('v1'),
          fieldPath: fc.constantFrom(
            'metadata.name',
            'metadata.namespace',
            'metadata.uid',
            'metadata.labels',
            "metadata.annotations['note']",
            'spec.nodeName',
            'status.podIP',
          ),
        }),
      }),
      fc.record({
        resourceFieldRef: fc.record({
          resource: fc.constantFrom('limits.cpu', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage'),
          divisor: fc.constantFrom('0', '1', '1m', '1Mi', '1k'),
        }),
      }),
      fc.record({secretKeyRef: keyReference}),
      fc.record({configMapKeyRef: keyReference}),
      fc.constant({fileKeyRef: {path: 'x', key: 'y', volumeName: 'z'}}),
    ),
  }),
);

const seccompProfile = fc.constantFrom(
  {type: 'RuntimeDefault'},
  {type: 'Unconfined'},
  {type: 'Localhost', localhostProfile: 'profiles/x.json'},
);
const source = fc.record({name, optional: fc.boolean()}, {requiredKeys: ['name']});

const container = fc.record(
  {
    image: fc.constantFrom('nginx:1.18-alpine', ''),
    command: fc.array(texts, {maxLength: 3}),
    args: fc.array(texts, {maxLength: 2}),
    ports: fc.array(
      fc.record(
        {
          name: fc.constantFrom('http', 'metrics'),
          containerPort: fc.constantFrom(80, 53),
          protocol: fc.constantFrom('TCP', 'UDP'),
          hostPort: fc.constant(8080),
        },
        {requiredKeys: ['containerPort', 'protocol']},
      ),
      {maxLength: 3},
    ),
    env: fc.array(variable, {maxLength: 4}),
    envFrom: fc.array(
      fc.oneof(
        fc.record({prefix: fc.constantFrom('', 'P_'), configMapRef: source}, {requiredKeys: ['configMapRef']}),
        fc.record({secretRef: source}),
      ),
      {maxLength: 2},
    ),
    resources,
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    volumeMounts: fc.uniqueArray(
      fc.record(
        {
          name,
          mountPath: fc.constantFrom('/', '/b', '/a/b', '/a'),
          readOnly: fc.boolean(),
          subPath: fc.constantFrom('below', 'a"b'),
        },
        {requiredKeys: ['name', 'mountPath']},
      ),
      {maxLength: 3, selector: ({mountPath}) => mountPath},
    ),
    volumeDevices: fc.constant([{name: 'disk', devicePath: '/dev/xvda'}]),
    securityContext: fc.record({seccompProfile}, {requiredKeys: []}),
    lifecycle: fc.constant({preStop: {exec: {command: ['sleep', '1']}}}),
  },
  {requiredKeys: ['image']},
);

const volume = fc.oneof(
  fc.record({
    hostPath: fc.record({path: fc.constant('/x'), type: fc.constantFrom('', 'Directory')}, {requiredKeys: ['path']}),
  }),
  fc.record({
    emptyDir: fc.record(
      {medium: fc.constantFrom('', 'Memory'), sizeLimit: fc.constantFrom('0', '1Gi')},
      {requiredKeys: []},
    ),
  }),
  fc.record({configMap: source}),
  fc.record({secret: fc.record({secretName: name, optional: fc.boolean()}, {requiredKeys: ['secretName']})}),
  fc.record({
    persistentVolumeClaim: fc.record({claimName: name, readOnly: fc.boolean()}, {requiredKeys: ['claimName']}),
  }),
  fc.constantFrom(
    {image: {reference: 'web:1', pullPolicy: 'Always'}},
    {csi: {driver: 'x.example', readOnly: true, volumeAttributes: {b: '2', a: 'long '.repeat(40)}}},
    {csi: {driver: 'x.example', fsType: 'ext4'}},
    {
      downwardAPI: {
        items: [
          {path: 'labels', fieldRef: {fieldPath: 'metadata.labels'}},
          {path: 'cpu', resourceFieldRef: {containerName: 'c', resource: 'limits.cpu'}},
        ],
      },
    },
    {
      projected: {
        sources: [
          {serviceAccountToken: {path: 'token', expirationSeconds: 3607}},
          {configMap: {name: 'kube-root-ca.crt'}},
          {configMap: {name: 'other', optional: true}},
          {secret: {name: 'secret', optional: false}},
          {downwardAPI: {items: []}},
          {clusterTrustBundle: {path: 'x', name: 'y'}},
        ],
      },
    },
    {},
  ),
);

const state = fc.oneof(
  fc.record({running: fc.record({startedAt: longAgo})}),
  fc.record({
    waiting: fc.constantFrom({}, {reason: 'ContainerCreating'}, {reason: 'CrashLoopBackOff', message: 'back-off'}),
  }),
  fc.record({
    terminated: fc.record(
      {
        exitCode: fc.constantFrom(0, 1, 137),
        signal: fc.constantFrom(0, 9),
        reason: fc.constantFrom('Completed', 'Error', 'OOMKilled'),
        message: texts,
        startedAt: longAgo,
        finishedAt: longAgo,
      },
      {requiredKeys: ['exitCode', 'startedAt', 'finishedAt']},
    ),
  }),
  fc.constant({}),
);
const status = fc.record({
  containerID: fc.constantFrom('', 'containerd://1'),
  imageID: fc.constantFrom('', 'nginx@sha256:2'),
  ready: fc.boolean(),
  restartCount: fc.nat(20),
  state,
  lastState: state,
});

/** Containers of distinct names, each with a state or none yet. */
const containers = (prefix: string, most: number) =>
  fc.array(fc.tuple(container, sometimes(status)), {maxLength: most}).map((entries) => ({
    containers: entries.map(([spec], index) => ({name: `${prefix}${index}`, ...spec})),
    statuses: entries.flatMap(([spec, own], index) =>
      own === undefined ? [] : [{name: `${prefix}${index}`, image: spec.image, ...own}],
    ),
  }));

const toleration = fc.record(
  {
    key: fc.constantFrom('node.kubernetes.io/not-ready', 'a', 'z'),
    operator: fc.constantFrom('Exists', 'Equal', 'Lt'),
    value: fc.constantFrom('v', ''),
    effect: fc.constantFrom('NoExecute', 'NoSchedule', ''),
    tolerationSeconds: fc.nat(300),
  },
  {requiredKeys: []},
);
export const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'example.com/x'), fc.constantFrom('web', '', 'a.b'));
export const annotations = fc.dictionary(
  fc.constantFrom('note', 'kubectl.kubernetes.io/last-applied-configuration', 'example.com/long'),
  fc.constantFrom('short', 'one\ntwo\n', 'x'.repeat(300), 'é'.repeat(60), '', '\n', 'w '.repeat(69)),
);
const selector = fc.constantFrom(
  {},
  {matchLabels: {b: '2', a: '1'}},
  {
    matchExpressions: [
      {key: 'k', operator: 'NotIn', values: ['z', 'y']},
      {key: 'e', operator: 'Exists'},
    ],
  },
);

const specParts = {
  nodeName: fc.constantFrom('lab-node', ''),
  nodeSelector: labels,
  tolerations: fc.uniqueArray(toleration, {maxLength: 3, selector: ({key}) => key}),
  priority: fc.constantFrom(0, 2_000_001_000),
  priorityClassName: fc.constant('system-node-critical'),
  runtimeClassName: fc.constantFrom('gvisor', ''),
  serviceAccountName: fc.constant('default'),
  securityContext: fc.record({seccompProfile}, {requiredKeys: []}),
  resources,
  readinessGates: fc.constant([{conditionType: 'Ready'}, {conditionType: 'example.com/gate'}]),
  topologySpreadConstraints: fc.uniqueArray(
    fc.record(
      {
        maxSkew: fc.constantFrom(1, 2),
        topologyKey: fc.constantFrom('zone', 'kubernetes.io/hostname'),
        whenUnsatisfiable: fc.constantFrom('DoNotSchedule', 'ScheduleAnyway'),
        labelSelector: selector,
      },
      {requiredKeys: ['maxSkew', 'topologyKey', 'whenUnsatisfiable']},
    ),
    {maxLength: 2, selector: ({topologyKey}) => topologyKey},
  ),
  schedulingGroup: fc.constant({podGroupName: 'group'}),
};

const volumes = fc
  .array(volume, {maxLength: 4})
  .map((sources) => sources.map((one, index) => ({name: `v${index}`, ...one})));

/** The template of what makes Pods. */
export const template = fc
  .tuple(containers('c', 3), containers('i', 2), volumes, fc.record(specParts, {requiredKeys: []}), labels, annotations)
  .map(([main, init, own, rest, templateLabels, templateAnnotations]) => ({
    metadata: {labels: templateLabels, annotations: templateAnnotations},
    spec: {...rest, containers: main.containers, initContainers: init.containers, volumes: own},
  }));

const podStatus = fc.record(
  {
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    reason: fc.constantFrom('Evicted', 'NodeLost'),
    message: fc.constantFrom('The node was low on memory.\nMore.', 'x'),
    hostIP: fc.constant('10.89.0.1'),
    podIP: fc.constant('10.88.0.2'),
    podIPs: fc.constantFrom([{ip: '10.88.0.2'}], [{ip: '10.88.0.2'}, {ip: 'fd00::2'}], []),
    startTime: longAgo,
    qosClass: fc.constantFrom('BestEffort', 'Burstable', 'Guaranteed'),
    nominatedNodeName: fc.constant('lab-node'),
    conditions: fc.constantFrom(
      [],
      [
        {type: 'PodReadyToStartContainers', status: 'True'},
        {type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'x'},
      ],
    ),
  },
  {requiredKeys: ['phase', 'qosClass']},
);

const pod = fc
  .record({
    main: containers('c', 3),
    init: containers('i', 2),
    ephemeral: containers('e', 1),
    sidecar: fc.boolean(),
    volumes,
    rest: fc.record(specParts, {requiredKeys: []}),
    status: podStatus,
    labels,
    annotations,
    leaving: sometimes(fc.record({deletionTimestamp: longAgo, deletionGracePeriodSeconds: fc.constantFrom(0, 30)})),
    owner: sometimes(fc.constantFrom('DaemonSet', 'ReplicaSet')),
  })
  .map(({main, init, ephemeral, sidecar, rest, status, leaving, owner, ...own}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: describedNamespace,
      labels: own.labels,
      annotations: own.annotations,
      creationTimestamp: '2019-01-01T00:00:00Z',
      ...leaving,
      ...(owner === undefined
        ? {}
        : {ownerReferences: [{apiVersion: 'apps/v1', kind: owner, name: 'web', uid: 'o', controller: true}]}),
    },
    spec: {
      ...rest,
      containers: main.containers,
      initContainers: init.containers.map((one) => ({...one, ...(sidecar ? {restartPolicy: 'Always'} : {})})),
      ephemeralContainers: ephemeral.containers,
      volumes: own.volumes,
    },
    status: {
      ...status,
      containerStatuses: main.statuses,
      initContainerStatuses: init.statuses,
      ephemeralContainerStatuses: ephemeral.statuses,
    },
  }));

/** So many Pods of all kinds, in all states; the same for the same seed. */
export function describedPods(numRuns: number, seed: number): ServedObject[] {
  return fc
    .sample(pod, {numRuns, seed})
    .map((one, index) => ({...one, metadata: {...one.metadata, name: `pod-${index}`, uid: `uid-${index}`}}));
}
