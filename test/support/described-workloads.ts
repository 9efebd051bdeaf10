import * as fc from 'fast-check';
import {annotations, describedNamespace, labels, template} from './described-pods.ts';
import type {ServedObject} from './object-server.ts';

const namespace = describedNamespace;
const creationTimestamp = '2019-01-01T00:00:00Z';
const count = fc.nat(3);
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, {nil: undefined});
const selector = {matchLabels: {of: 'web'}};
const labelled = {labels: {of: 'web'}};

const conditions = fc.constantFrom(
  [],
  [
    {type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable'},
    {type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'},
  ],
);

const daemonSet = fc
  .record({
    labels,
    annotations,
    template,
    status: fc.record(
      {
        desiredNumberScheduled: count,
        currentNumberScheduled: count,
        updatedNumberScheduled: count,
        numberAvailable: count,
        numberMisscheduled: count,
      },
      {requiredKeys: []},
    ),
  })
  .map(({template: own, status, ...metadata}) => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {namespace, creationTimestamp, ...metadata},
    spec: {selector, template: own},
    status,
  }));

const deployment = fc
  .record({
    labels,
    annotations,
    template,
    replicas: count,
    minReadySeconds: sometimes(count),
    strategy: fc.constantFrom(
      {type: 'Recreate'},
      {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: '25%', maxSurge: 1}},
      {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 0, maxSurge: '100%'}},
    ),
    status: fc.record(
      {
        replicas: count,
        updatedReplicas: count,
        availableReplicas: count,
        unavailableReplicas: count,
        conditions,
      },
      {requiredKeys: []},
    ),
    others: fc.array(fc.record({template, replicas: count, day: fc.constantFrom('01', '02', '03')}), {maxLength: 3}),
    isMade: fc.boolean(),
  })
  .map(({labels: ownLabels, annotations: ownAnnotations, others, isMade, status, ...spec}) => ({
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {namespace, creationTimestamp, labels: ownLabels, annotations: ownAnnotations},
      spec: {selector, ...spec},
      status,
    },
    replicaSets: [...others, ...(isMade ? [{template: spec.template, replicas: spec.replicas, day: '02'}] : [])].map(
      ({day, ...own}) => ({
        metadata: {namespace, creationTimestamp: `2019-02-${day}T00:00:00Z`, ...labelled},
        spec: {selector, ...own},
        status: {replicas: own.replicas, conditions: []},
      }),
    ),
  }));

const address = fc.constantFrom('10.88.0.2', '10.88.0.3', 'fd00::2');
const slice = fc.record({
  addressType: fc.constantFrom('IPv4', 'IPv6'),
  ports: fc.array(
    fc.record({
      name: fc.constantFrom('', 'http'),
      port: fc.constantFrom(80, 8080),
      protocol: fc.constantFrom('TCP', 'UDP'),
    }),
    {maxLength: 2},
  ),
  endpoints: fc.array(
    fc.record(
      {
        addresses: fc.array(address, {minLength: 1, maxLength: 2}),
        conditions: fc.constantFrom({}, {ready: true}, {ready: false, serving: true}),
        hostname: fc.constant('web-0'),
        nodeName: fc.constant('lab-node'),
        zone: fc.constant('zone-a'),
        targetRef: fc.constant({kind: 'Pod', name: 'web-x', namespace}),
      },
      {requiredKeys: ['addresses', 'conditions']},
    ),
    {maxLength: 5},
  ),
});

const service = fc
  .record({
    labels,
    annotations,
    spec: fc.record(
      {
        type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
        selector: labels,
        clusterIP: fc.constantFrom('10.0.0.1', 'None'),
        clusterIPs: fc.constantFrom([], ['10.0.0.1'], ['10.0.0.1', 'fd00::1']),
        ipFamilies: fc.constantFrom([], ['IPv4'], ['IPv4', 'IPv6']),
        ipFamilyPolicy: fc.constantFrom('SingleStack', 'PreferDualStack'),
        externalIPs: fc.constant(['192.0.2.1', '192.0.2.2']),
        loadBalancerIP: fc.constant('192.0.2.3'),
        externalName: fc.constant('example.com'),
        ports: fc.array(
          fc.record(
            {
              name: fc.constantFrom('http', 'metrics'),
              port: fc.constantFrom(80, 443),
              protocol: fc.constantFrom('TCP', 'UDP'),
              targetPort: fc.oneof(fc.constant(8080), fc.constant('http'), fc.constant('8080')),
              nodePort: fc.constant(30080),
              appProtocol: fc.constant('kubernetes.io/h2c'),
            },
            {requiredKeys: ['port', 'protocol', 'targetPort']},
          ),
          {maxLength: 2},
        ),
        sessionAffinity: fc.constantFrom('None', 'ClientIP'),
        externalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
        internalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
        healthCheckNodePort: fc.constant(30081),
        loadBalancerSourceRanges: fc.constant(['10.0.0.0/8', '192.0.2.0/24']),
        trafficDistribution: fc.constantFrom('PreferClose', 'PreferSameNode'),
      },
      {requiredKeys: ['type', 'sessionAffinity']},
    ),
    status: fc.constantFrom(
      {},
      {loadBalancer: {ingress: [{ip: '192.0.2.3', ipMode: 'VIP'}, {hostname: 'lb.example.com'}, {ip: '192.0.2.4'}]}},
    ),
    slices: fc.array(slice, {maxLength: 2}),
  })
  .map(({labels: ownLabels, annotations: ownAnnotations, spec, status, slices}) => ({
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {namespace, creationTimestamp, labels: ownLabels, annotations: ownAnnotations},
      spec,
      status,
    },
    slices,
  }));

const endpoints = fc.record({
  subsets: fc.array(
    fc.record(
      {
        addresses: fc.array(fc.record({ip: address}), {maxLength: 2}),
        notReadyAddresses: fc.array(fc.record({ip: address}), {maxLength: 2}),
        ports: fc.array(
          fc.record({
            name: fc.constantFrom('', 'http'),
            port: fc.constant(80),
            protocol: fc.constantFrom('TCP', 'UDP'),
          }),
          {maxLength: 2},
        ),
      },
      {requiredKeys: []},
    ),
    {maxLength: 2},
  ),
});

const configMap = fc.record(
  {
    data: fc.dictionary(
      fc.constantFrom('index.html', 'Z', 'a', 'a.b', 'B_', '0'),
      fc.constantFrom('', 'x', 'one\ntwo\n', 'tab\there', 'a\r\nb'),
    ),
    binaryData: fc.dictionary(fc.constantFrom('logo', 'L'), fc.constantFrom('', 'aGVsbG8=', '/w==')),
  },
  {requiredKeys: []},
);

/** So many of each kind that is described, Pods and nodes aside, with what is read besides; the same for a seed. */
export function describedWorkloads(numRuns: number, seed: number): ServedObject[] {
  const sample = <Value>(arbitrary: fc.Arbitrary<Value>): Value[] => fc.sample(arbitrary, {numRuns, seed});
  const metadata = (kind: string, index: number) => ({
    name: `${kind}-${index}`,
    namespace,
    uid: `${kind}-uid-${index}`,
    creationTimestamp,
  });
  const ownedBy = (kind: string, uid: string) => [{apiVersion: 'apps/v1', kind, name: 'x', uid, controller: true}];
  const pods = ['Running', 'Running', 'Pending', 'Succeeded', 'Failed', 'Unknown'].map((phase, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {...metadata('owned', index), ...labelled, ownerReferences: ownedBy('DaemonSet', 'ds-uid-0')},
    spec: {containers: []},
    status: {phase, qosClass: 'BestEffort'},
  }));
  return [
    ...pods,
    ...sample(daemonSet).map((one, index) => ({...one, metadata: {...one.metadata, ...metadata('ds', index)}})),
    ...sample(deployment).flatMap(({deployment: one, replicaSets}, index) => [
      {...one, metadata: {...one.metadata, ...metadata('deploy', index)}},
      ...replicaSets.map((own, place) => ({
        ...own,
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          ...metadata(`rs-${index}`, place),
          ...own.metadata,
          ownerReferences: ownedBy('Deployment', `deploy-uid-${index}`),
        },
      })),
    ]),
    ...sample(service).flatMap(({service: one, slices}, index) => [
      {...one, metadata: {...one.metadata, ...metadata('svc', index)}},
      ...slices.map((own, place) => ({
        ...own,
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {...metadata(`slice-${index}`, place), labels: {'kubernetes.io/service-name': `svc-${index}`}},
      })),
    ]),
    ...sample(endpoints).map((one, index) => ({
      ...one,
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: metadata('endpoints', index),
    })),
    ...sample(configMap).map((one, index) => ({
      ...one,
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('cm', index),
    })),
  ];
}
