import {afterAll, beforeAll, expect, test} from 'vitest';
import {describeHorizontalPodAutoscaler} from '#src/kinds/horizontal-pod-autoscaler/describe.ts';
import {describePodDisruptionBudget} from '#src/kinds/pod-disruption-budget/describe.ts';
import {printNodeUsage, printPodUsage} from '#src/views/table/print-usage.ts';
import {startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const namespaced = (group: string): string => `/apis/${group}/namespaces/default`;
const metrics = '/apis/metrics.k8s.io/v1beta1';

async function make(path: string, body: object): Promise<void> {
  const {status, body: made} = await cluster.api(path, {method: 'POST', body});
  expect({status, message: made.message}).toEqual({status: 201, message: undefined});
}

async function stdout(line: string): Promise<string> {
  const {code, stdout: printed, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return printed;
}

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2'], speed: 20});
  const resources = {requests: {cpu: '100m', memory: '64Mi'}};
  for (const [name, cpu, memory] of [
    ['web', '1234567n', '3355Ki'],
    ['api-of-a-longer-name', '2500u', '1Gi'],
    ['db', '1501u', '64Mi'],
  ] as const) {
    await make(`${namespaced('apps/v1')}/deployments`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {name},
      spec: {
        selector: {matchLabels: {app: name}},
        template: {
          metadata: {labels: {app: name}},
          spec: {
            containers: [
              {name: 'main', image: 'nginx:1.18-alpine', resources},
              {name: 'beside', image: 'busybox:1.36', command: ['sleep', '36000'], resources},
            ],
          },
        },
      },
    });
    const order = {namespace: 'default', labelSelector: `app=${name}`, cpu, memory};
    await cluster.api('/_emulator/usage', {method: 'POST', body: order});
  }
  await waitUntil(async () => {
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 1000}});
    return (await cluster.api(`${metrics}/pods`)).body.items.length === 3 ? true : undefined;
  }, 'metrics of three Pods');
});
afterAll(async () => cluster?.close());

const flags = {containers: false, sum: false, noHeaders: false};

test.each([
  ['top pods', {}],
  ['top pods --sum', {sum: true}],
  ['top pods --no-headers --sum', {noHeaders: true, sum: true}],
  ['top pods --containers', {containers: true}],
  ['top pods --containers --sum', {containers: true, sum: true}],
  ['top pods --containers --sum --no-headers', {containers: true, sum: true, noHeaders: true}],
  ['top pods --sort-by=cpu', {sortBy: 'cpu'}],
  ['top pods --sort-by=memory', {sortBy: 'memory'}],
] as const)('what Pods use is printed as kubectl prints it: %s', async (line, options) => {
  const {items} = (await cluster.api(`${metrics}/namespaces/default/pods`)).body;
  expect(`${printPodUsage(items, {...flags, ...options}).text}\n`).toBe(await stdout(line));
});

test.each([
  ['top nodes', {}],
  ['top nodes --no-headers', {noHeaders: true}],
  ['top nodes --sort-by=memory', {sortBy: 'memory'}],
  ['top node node-2', {only: 'node-2'}],
] as const)('what nodes use is printed as kubectl prints it: %s', async (line, options) => {
  const {only, ...printing} = {only: '', ...options};
  const {items} = (await cluster.api('/api/v1/nodes')).body;
  const nodes = [];
  for (const {metadata, status} of items) {
    if (only !== '' && metadata.name !== only) continue;
    const {usage} = (await cluster.api(`${metrics}/nodes/${metadata.name}`)).body;
    nodes.push({name: metadata.name, usage, available: status.allocatable});
  }
  expect(`${printNodeUsage(nodes, {noHeaders: false, ...printing}).text}\n`).toBe(await stdout(line));
});

const cpu = (target: object): object => ({type: 'Resource', resource: {name: 'cpu', target}});

test.each([
  ['utilization', {metrics: [cpu({type: 'Utilization', averageUtilization: 50})]}],
  ['amount', {minReplicas: 2, metrics: [cpu({type: 'AverageValue', averageValue: '500m'})]}],
  [
    'several',
    {
      metrics: [
        cpu({type: 'Utilization', averageUtilization: 50}),
        {type: 'Resource', resource: {name: 'memory', target: {type: 'AverageValue', averageValue: '64Mi'}}},
        {
          type: 'ContainerResource',
          containerResource: {name: 'cpu', container: 'main', target: {type: 'Utilization', averageUtilization: 80}},
        },
      ],
    },
  ],
  [
    'ruled',
    {
      behavior: {
        scaleUp: {stabilizationWindowSeconds: 30, policies: [{type: 'Pods', value: 4, periodSeconds: 60}]},
        scaleDown: {selectPolicy: 'Disabled'},
      },
    },
  ],
  ['lost', {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'none'}}],
])('an autoscaler is described as kubectl describes it: %s', async (name, spec) => {
  const path = `${namespaced('autoscaling/v2')}/horizontalpodautoscalers`;
  await make(path, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {name, labels: {a: 'b'}, annotations: {note: 'x'.repeat(150)}},
    spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}, maxReplicas: 4, ...spec},
  });
  const described = async (): Promise<[ours: string, theirs: string]> => {
    const theirs = await stdout(`describe hpa ${name} --show-events=false`);
    const {body} = await cluster.api(`${path}/${name}`);
    return [describeHorizontalPodAutoscaler(body, {events: undefined, now: Date.now()}), theirs];
  };
  const [fresh, freshTheirs] = await described();
  expect(fresh).toBe(freshTheirs);
  await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 760}});
  await waitUntil(async () => {
    const [ours, theirs] = await described();
    return ours === theirs && ours.includes('Conditions:') ? true : undefined;
  }, 'the same description');
});

test.each([
  ['least', {minAvailable: 1, selector: {matchLabels: {app: 'web'}}}],
  [
    'share',
    {maxUnavailable: '50%', selector: {matchExpressions: [{key: 'app', operator: 'In', values: ['web', 'db']}]}},
  ],
  ['all', {maxUnavailable: 0, selector: {}}],
  ['none', {minAvailable: '100%'}],
])('a budget is described as kubectl describes it: %s', async (name, spec) => {
  const path = `${namespaced('policy/v1')}/poddisruptionbudgets`;
  await make(path, {apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: {name}, spec});
  const same = await waitUntil(async () => {
    const {body} = await cluster.api(`${path}/${name}`);
    const theirs = await stdout(`describe pdb ${name} --show-events=false`);
    const isCounted = body.status.observedGeneration === 1;
    return isCounted && describePodDisruptionBudget(body, {events: undefined, now: 0}) === theirs ? theirs : undefined;
  }, 'the same description');
  expect(same).toContain('Allowed disruptions:');
});

test('kubectl makes both of a line', async () => {
  expect(await stdout('create pdb made --selector=app=web --max-unavailable=50%')).toBe(
    'poddisruptionbudget.policy/made created\n',
  );
  const {spec} = (await cluster.api(`${namespaced('policy/v1')}/poddisruptionbudgets/made`)).body;
  expect(spec).toEqual({maxUnavailable: '50%', selector: {matchLabels: {app: 'web'}}});
});
