import {expect, test} from 'vitest';
import {stringify} from 'yaml';
import {alone, named, render, renderAs, titles} from './rendered.ts';

/** Each value that is placed in an object, and where it is to stand there: `spec` of the Pods, unless it says otherwise. */
const inPods = (spec: object): object => ({spec: {template: {spec}}});
const container = (own: object): object => inPods({containers: [own]});
const toleration = {key: 'class', operator: 'Equal', value: 'own', effect: 'NoSchedule'};
const elsewhere = {nodeSelector: {'disk/kind': 'fast', zone: 'a'}, tolerations: [toleration, {operator: 'Exists'}]};
const resources = {requests: {cpu: '1', memory: '1Gi'}, limits: {memory: '2Gi'}};
const peers = [
  {namespaceSelector: {matchLabels: {name: 'monitoring'}}, podSelector: {matchLabels: {app: 'prometheus'}}},
  {ipBlock: {cidr: '10.0.0.0/8'}},
];
const external = {
  redis: {enabled: false},
  externalRedis: {existingSecret: 'redis-url', caSecret: 'redis-ca', ports: [6390]},
};
const labsImage = {labs: {image: {repository: 'our/labs', tag: '7', path: '/all'}}};
const pullSecrets = {imagePullSecrets: ['one', 'two']};
const pulled = inPods({imagePullSecrets: [{name: 'one'}, {name: 'two'}]});

const placed: readonly (readonly [string, object, string, object])[] = [
  ...(['bot', 'worker'] as const).flatMap(
    (process) =>
      [
        [`nodes of a ${process}`, {[process]: elsewhere}, `Deployment labrador-${process}`, inPods(elsewhere)],
        [
          `resources of a ${process}`,
          {[process]: {resources}},
          `Deployment labrador-${process}`,
          container({resources}),
        ],
        [`secrets to pull a ${process} by`, pullSecrets, `Deployment labrador-${process}`, pulled],
        [
          `how many a ${process} there are`,
          {[process]: {replicas: 5}},
          `Deployment labrador-${process}`,
          {spec: {replicas: 5}},
        ],
        [
          `an external Redis of a ${process}`,
          external,
          `Deployment labrador-${process}`,
          inPods({
            containers: [
              {
                env: expect.arrayContaining([
                  {name: 'REDIS_URL', valueFrom: {secretKeyRef: {name: 'redis-url', key: 'REDIS_URL'}}},
                  {name: 'NODE_EXTRA_CA_CERTS', value: '/redis-ca/ca.crt'},
                ]),
                volumeMounts: expect.arrayContaining([{name: 'redis-ca', mountPath: '/redis-ca', readOnly: true}]),
              },
            ],
            volumes: expect.arrayContaining([{name: 'redis-ca', secret: {secretName: 'redis-ca'}}]),
          }),
        ],
        [
          `the way of a ${process} to an external Redis`,
          external,
          `NetworkPolicy labrador-${process}`,
          {
            spec: {
              egress: expect.arrayContaining([
                expect.objectContaining({ports: [443, 6443, 6390].map((port) => ({port}))}),
              ]),
            },
          },
        ],
        [
          `labs of an image for a ${process}`,
          labsImage,
          `Deployment labrador-${process}`,
          inPods({
            initContainers: [
              {
                name: 'labs-of-image',
                image: 'our/labs:7',
                command: ['cp', '-r', '/all/.', '/labrador-labs/'],
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}},
                volumeMounts: [{name: 'labs', mountPath: '/labrador-labs'}],
              },
              {name: 'labs'},
            ],
            containers: [
              {
                env: expect.arrayContaining([{name: 'LABS_DIR', value: '/labs'}]),
                volumeMounts: expect.arrayContaining([{name: 'labs', mountPath: '/labs', readOnly: true}]),
              },
            ],
            volumes: expect.arrayContaining([{name: 'labs', emptyDir: {sizeLimit: '64Mi'}}]),
          }),
        ],
        [
          `labs of a ConfigMap for a ${process}`,
          {labs: {configMaps: [{name: 'mine'}]}},
          `Deployment labrador-${process}`,
          inPods({
            initContainers: [
              {name: 'labs', volumeMounts: expect.arrayContaining([{name: 'lab-mine', mountPath: '/given/mine'}])},
            ],
            volumes: expect.arrayContaining([{name: 'lab-mine', configMap: {name: 'mine'}}]),
          }),
        ],
        [
          `who may ask a ${process} for metrics`,
          {networkPolicy: {metricsFrom: peers}},
          `NetworkPolicy labrador-${process}`,
          {spec: {ingress: [{from: peers, ports: [{port: 'health'}]}]}},
        ],
        [
          `settings of a ${process}`,
          {settings: {RATE_LIMIT: '60'}},
          `Deployment labrador-${process}`,
          container({env: expect.arrayContaining([{name: 'RATE_LIMIT', value: '60'}])}),
        ],
        [
          `the image of a ${process}`,
          {image: {repository: 'here/labrador', tag: 'x', pullPolicy: 'Always'}},
          `Deployment labrador-${process}`,
          container({image: 'here/labrador:x', imagePullPolicy: 'Always'}),
        ],
        [
          `the Secret of a ${process}`,
          {discord: {existingSecret: 'evening'}},
          `Deployment labrador-${process}`,
          container({envFrom: [{secretRef: {name: 'evening'}}]}),
        ],
      ] as const,
  ),
  ['nodes of Redis', {redis: elsewhere}, 'StatefulSet labrador-redis', inPods(elsewhere)],
  ['resources of Redis', {redis: {resources}}, 'StatefulSet labrador-redis', container({resources})],
  ['secrets to pull Redis by', pullSecrets, 'StatefulSet labrador-redis', pulled],
  [
    'Redis without a volume',
    {redis: {persistence: {enabled: false}}},
    'StatefulSet labrador-redis',
    inPods({volumes: [{name: 'data', emptyDir: {}}]}),
  ],
  [
    "Redis' volume",
    {redis: {persistence: {storageClass: 'fast', size: '3Gi'}}},
    'StatefulSet labrador-redis',
    {
      spec: {
        volumeClaimTemplates: [
          {metadata: {name: 'data'}, spec: {storageClassName: 'fast', resources: {requests: {storage: '3Gi'}}}},
        ],
      },
    },
  ],
  [
    "Redis' password",
    {redis: {existingSecret: 'redis'}},
    'StatefulSet labrador-redis',
    container({
      args: expect.arrayContaining(['--requirepass', '$(REDISCLI_AUTH)']),
      env: [{name: 'REDISCLI_AUTH', valueFrom: {secretKeyRef: {name: 'redis', key: 'REDIS_PASSWORD'}}}],
    }),
  ],
  [
    'what Prometheus’ operator scrapes',
    {metrics: {serviceMonitor: {enabled: true, labels: {release: 'prometheus'}, interval: '15s'}}},
    'ServiceMonitor labrador-metrics',
    {
      metadata: {labels: {release: 'prometheus'}},
      spec: {endpoints: [{port: 'health', path: '/metrics', interval: '15s'}]},
    },
  ],
  [
    'alerts',
    {metrics: {alerts: {enabled: true, labels: {release: 'prometheus'}}}},
    'PrometheusRule labrador',
    {
      metadata: {labels: {release: 'prometheus'}},
      spec: {
        groups: [
          {name: 'labrador', rules: expect.arrayContaining([expect.objectContaining({alert: 'LabradorNoWorker'})])},
        ],
      },
    },
  ],
];

test.each(placed)('%s stand where the cluster looks for them', async (_, values, title, expected) => {
  expect(named(await render({...alone, ...values}), title)).toMatchObject(expected);
});

test('what Redis answers reaches bots and workers while it is not ready: they say it in its own words', async () => {
  const service = named(await render(alone), 'Service labrador-redis');
  expect(service).toMatchObject({spec: {clusterIP: 'None', publishNotReadyAddresses: true}});
});

test('without a volume Redis has no claim, and beside an external one no process is let out to the chart’s', async () => {
  const objects = await render({...alone, redis: {persistence: {enabled: false}}});
  const statefulSet = named(objects, 'StatefulSet labrador-redis');
  expect(stringify(statefulSet)).not.toContain('volumeClaimTemplates');
  const policies = (await render({...alone, ...external})).filter(({kind}) => kind === 'NetworkPolicy');
  expect(policies).toHaveLength(2);
  expect(stringify(policies)).not.toContain('labrador-redis');
});

test('an alert leads to its paragraph where the page can be read, and names it where nobody has said where', async () => {
  const annotations = async (alerts: object): Promise<string> =>
    stringify(
      named(await render({...alone, metrics: {alerts: {enabled: true, ...alerts}}}), 'PrometheusRule labrador'),
    );
  expect(await annotations({})).toContain('runbook: docs/monitoring.md#labradornoworker\n');
  const led = await annotations({runbooks: 'https://git.example/labrador/docs/monitoring.md'});
  expect(led).toContain('runbook_url: https://git.example/labrador/docs/monitoring.md#labradornoworker\n');
  expect(led).not.toContain('runbook:');
});

test('each release is a job of its own to Prometheus, by which alerts and dashboard tell it', async () => {
  const jobs = await Promise.all(
    ['labrador', 'evening'].map(async (release) => {
      const values = {...alone, metrics: {serviceMonitor: {enabled: true}}};
      const objects = await renderAs(release, values);
      const service = named(objects, `Service ${release}-metrics`);
      expect(service).toMatchObject({spec: {selector: {'app.kubernetes.io/instance': release}}});
      const monitor = named(objects, `ServiceMonitor ${release}-metrics`);
      expect(monitor).toMatchObject({spec: {selector: {matchLabels: {'app.kubernetes.io/instance': release}}}});
      // the operator takes the Service's name, unless a jobLabel says otherwise
      expect(stringify(monitor)).not.toContain('jobLabel');
      return service.metadata.name;
    }),
  );
  expect(new Set(jobs).size).toBe(2);
});

test('the dashboard is one that Grafana can read, where its sidecar looks for it', async () => {
  const objects = await render({...alone, metrics: {dashboard: {enabled: true, labels: {sidecar: 'grafana'}}}});
  const map = named(objects, 'ConfigMap labrador-dashboard');
  expect(map.metadata.labels).toMatchObject({sidecar: 'grafana'});
  expect(JSON.parse(String(Object(map['data'])['labrador.json']))).toMatchObject({title: expect.any(String)});
});

const budgetsBefore = 'policy/v1beta1';

test.each([
  ['1.20.0', budgetsBefore],
  ['1.21.0', 'policy/v1'],
  ['1.37.0', 'policy/v1'],
])('Kubernetes %s is asked for nothing that it does not serve', async (version, budgets) => {
  const objects = await render(alone, '--kube-version', version);
  const asked = new Set(objects.map(({apiVersion}) => apiVersion));
  expect([...asked].sort()).toEqual(['apps/v1', 'networking.k8s.io/v1', budgets, 'v1'].sort());
});

/** All objects within it, itself included. */
function* within(value: unknown): Generator<Readonly<Record<string, unknown>>, void> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value));
  for (const inner of Object.values(value)) yield* within(inner);
}

test('two releases with all that can be chosen have no name in common, nothing of the whole cluster, and no port of a node', async () => {
  const values = {
    ...alone,
    worker: {autoscaling: {enabled: true}},
    metrics: {serviceMonitor: {enabled: true}, alerts: {enabled: true}, dashboard: {enabled: true}},
  };
  const releases = ['labrador', 'evening'];
  const [first = [], second = []] = await Promise.all(
    releases.map(async (release) => {
      const objects = await renderAs(release, values);
      for (const object of objects) expect(object.metadata).toHaveProperty('namespace', 'labrador-system');
      const parts = [...within(objects)];
      for (const part of parts) {
        for (const port of ['hostPort', 'nodePort', 'hostNetwork', 'hostPath']) expect(part).not.toHaveProperty(port);
      }
      // what is chosen by its labels is the release's own
      const chosen = parts.flatMap(({matchLabels, selector}) => [matchLabels, selector]);
      const own = chosen.filter((labels) => typeof Object(labels)['app.kubernetes.io/name'] === 'string');
      expect(own.length).toBeGreaterThan(8);
      for (const labels of own) expect(labels).toHaveProperty(['app.kubernetes.io/instance'], release);
      return titles(objects);
    }),
  );
  expect(first.length).toBe(second.length);
  expect(first.filter((title) => second.includes(title))).toEqual([]);
});
