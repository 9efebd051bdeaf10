import {afterAll, beforeAll, expect, it} from 'vitest';
import {startReadyCluster, tableType, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const autoscaling = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';
const deployments = '/apis/apps/v1/namespaces/default/deployments';
const metrics = '/apis/metrics.k8s.io/v1beta1';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

async function make(path: string, body: object): Promise<Answer> {
  const {status, body: made} = await cluster.api(path, {method: 'POST', body});
  expect({status, message: made.message}).toEqual({status: 201, message: undefined});
  return made;
}

async function deploy(
  name: string,
  given: {replicas?: number; command?: string[]; limits?: object} = {},
): Promise<void> {
  const {replicas = 1, command, limits = {cpu: '500m'}} = given;
  const resources = {requests: {cpu: '100m', memory: '64Mi'}, limits};
  const image = command === undefined ? 'nginx:1.18-alpine' : 'busybox:1.36';
  const containers = [{name: 'main', image, resources, ...(command === undefined ? {} : {command})}];
  await make(deployments, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name},
    spec: {
      replicas,
      selector: {matchLabels: {app: name}},
      template: {
        metadata: {labels: {app: name}},
        spec: {terminationGracePeriodSeconds: 0, containers},
      },
    },
  });
  await settled(name, replicas);
}

const settled = async (name: string, replicas: number): Promise<Answer> =>
  waitUntil(async () => {
    const {body} = await cluster.api(`${deployments}/${name}`);
    const {spec, status} = body;
    return spec.replicas === replicas && (status.readyReplicas ?? 0) === replicas ? body : undefined;
  }, `${replicas} replicas of ${name}`);

async function autoscale(name: string, spec: object = {}): Promise<Answer> {
  return make(autoscaling, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {name},
    spec: {
      scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name},
      maxReplicas: 10,
      metrics: [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 50}}}],
      ...spec,
    },
  });
}

const read = async (name: string): Promise<Answer> => (await cluster.api(`${autoscaling}/${name}`)).body;

/** Emulated seconds. */
async function later(seconds: number): Promise<void> {
  await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: (seconds * 1000) / 20}});
}

async function use(order: object): Promise<void> {
  const {status} = await cluster.api('/_emulator/usage', {method: 'POST', body: {namespace: 'default', ...order}});
  expect(status).toBe(200);
}

async function eventsOf(name: string): Promise<string[]> {
  const {items} = (await cluster.api('/api/v1/namespaces/default/events')).body;
  return items
    .filter(
      (event: Answer) => event.involvedObject.kind === 'HorizontalPodAutoscaler' && event.involvedObject.name === name,
    )
    .map((event: Answer) => `${event.reason}: ${event.message}`);
}

const conditionOf = async (name: string, type: string): Promise<Answer> =>
  ((await read(name)).status.conditions ?? []).find((condition: Answer) => condition.type === type);

/** Time passes until it is so. */
const untilIs = async <T>(ask: () => Promise<T | undefined>, what: string): Promise<T> =>
  waitUntil(async () => {
    const found = await ask();
    if (found === undefined) await later(15);
    return found;
  }, what);

it('scales with a load that its Pods share, at most so fast and so far, and back after five minutes', async () => {
  await deploy('web');
  await use({labelSelector: 'app=web', cpu: '10m'});
  const made = await autoscale('web');
  expect(made.spec).toMatchObject({minReplicas: 1});
  expect(made.status).toEqual({currentMetrics: null, desiredReplicas: 0});
  expect((await cluster.api(`${autoscaling}/web`, {accept: tableType})).body.rows[0].cells.slice(0, 6)).toEqual([
    'web',
    'Deployment/web',
    'cpu: <unknown>/50%',
    '1',
    10,
    0,
  ]);
  const measured = await untilIs(async () => {
    const {status} = await read('web');
    return status.currentMetrics?.[0]?.resource === undefined ? undefined : status;
  }, 'a measured autoscaler');
  expect(measured).toMatchObject({currentReplicas: 1, desiredReplicas: 1});
  expect(measured.currentMetrics).toEqual([
    {type: 'Resource', resource: {name: 'cpu', current: {averageUtilization: 10, averageValue: '10m'}}},
  ]);

  await use({labelSelector: 'app=web', cpu: '300m', isShared: true});
  await untilIs(async () => ((await settledNow('web')) === 6 ? true : undefined), 'six replicas');
  await later(60);
  expect(await settledNow('web')).toBe(6);
  const events = await eventsOf('web');
  expect(events).toContain(
    'SuccessfulRescale: New size: 4; reason: cpu resource utilization (percentage of request) above target',
  );
  expect(events).toContain(
    'SuccessfulRescale: New size: 6; reason: cpu resource utilization (percentage of request) above target',
  );
  expect(await conditionOf('web', 'ScalingActive')).toMatchObject({
    status: 'True',
    reason: 'ValidMetricFound',
    message:
      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  });

  await use({labelSelector: 'app=web', cpu: '5m'});
  await later(60);
  expect(await settledNow('web')).toBe(6);
  expect(await conditionOf('web', 'AbleToScale')).toMatchObject({reason: 'ScaleDownStabilized'});
  await untilIs(async () => ((await settledNow('web')) === 1 ? true : undefined), 'one replica');
  expect(await eventsOf('web')).toContain('SuccessfulRescale: New size: 1; reason: All metrics below target');
});

const settledNow = async (name: string): Promise<number> =>
  (await cluster.api(`${deployments}/${name}`)).body.spec.replicas;

it('keeps to the bounds that it has, whatever is used', async () => {
  await deploy('bound', {replicas: 5});
  await use({labelSelector: 'app=bound', cpu: '500m'});
  await autoscale('bound', {minReplicas: 2, maxReplicas: 3});
  await untilIs(async () => ((await settledNow('bound')) === 3 ? true : undefined), 'three replicas');
  expect(await eventsOf('bound')).toContain(
    'SuccessfulRescale: New size: 3; reason: Current number of replicas above Spec.MaxReplicas',
  );
  await untilIs(
    async () => ((await conditionOf('bound', 'ScalingLimited'))?.status === 'True' ? true : undefined),
    'that it is limited',
  );
  expect(await conditionOf('bound', 'ScalingLimited')).toMatchObject({
    reason: 'TooManyReplicas',
    message: 'the desired replica count is more than the maximum replica count',
  });
});

it.each([
  ['nothing', {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'none'}}, 'AbleToScale', /none/],
  [
    'a kind that has no number',
    {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'x'}},
    'AbleToScale',
    /DaemonSet/,
  ],
])('says what stands in its way: %s', async (what, spec, type, said) => {
  const name = `lost-${what.length}`;
  await autoscale(name, spec);
  const condition = await untilIs(async () => conditionOf(name, type), 'a condition');
  expect(condition).toMatchObject({status: 'False', reason: 'FailedGetScale'});
  expect(condition.message).toMatch(said);
  expect((await eventsOf(name)).some((event) => event.startsWith('FailedGetScale: '))).toBe(true);
});

it('says that a container asks for nothing', async () => {
  await deploy('silent');
  await cluster.api(`${deployments}/silent`, {
    method: 'PATCH',
    contentType: 'application/json-patch+json',
    body: [{op: 'remove', path: '/spec/template/spec/containers/0/resources'}],
  });
  await autoscale('silent');
  const condition = await untilIs(async () => {
    const found = await conditionOf('silent', 'ScalingActive');
    return found?.message.includes('missing request') === true ? found : undefined;
  }, 'a condition');
  expect(condition).toMatchObject({status: 'False', reason: 'FailedGetResourceMetric'});
  expect(condition.message).toMatch(
    /^the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container main of Pod silent-/,
  );
});

it('takes the rules that it is given: one Pod at a time', async () => {
  await deploy('slow');
  await use({labelSelector: 'app=slow', cpu: '500m'});
  const policies = [{type: 'Pods', value: 1, periodSeconds: 600}];
  const made = await autoscale('slow', {behavior: {scaleUp: {policies}}});
  expect(made.spec.behavior).toEqual({
    scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies},
    scaleDown: {selectPolicy: 'Max', policies: [{type: 'Percent', value: 100, periodSeconds: 15}]},
  });
  await untilIs(async () => ((await settledNow('slow')) === 2 ? true : undefined), 'two replicas');
  await later(120);
  expect(await settledNow('slow')).toBe(2);
  expect(await conditionOf('slow', 'ScalingLimited')).toMatchObject({status: 'True', reason: 'ScaleUpLimit'});
});

it.each([
  ['a busy loop', ['sh', '-c', 'while true; do :; done'], {cpu: '250m'}, '250m'],
  ['what never ends', ['sh', '-c', 'yes > /dev/null'], {cpu: '100m'}, '100m'],
  ['what only waits', ['sleep', '3600'], {cpu: '100m'}, '200u'],
])('a container uses what follows from what it runs: %s', async (_, command, limits, cpu) => {
  const name = `runs-${command.join('').length}`;
  await deploy(name, {command, limits});
  const pod = await untilIs(async () => {
    const {body} = await cluster.api(`${metrics}/namespaces/default/pods?labelSelector=app%3D${name}`);
    return body.items[0];
  }, 'metrics');
  expect(pod).toMatchObject({
    containers: [{name: 'main', usage: {cpu}}],
    window: '15s',
    metadata: {namespace: 'default'},
  });
});

it('a web server uses more the more it is asked', async () => {
  await deploy('asked');
  const load = 'while sleep 0.01; do wget -q -O /dev/null http://asked; done';
  await make('/api/v1/namespaces/default/services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {name: 'asked'},
    spec: {selector: {app: 'asked'}, ports: [{port: 80}]},
  });
  await deploy('asking', {command: ['sh', '-c', load]});
  const cpu = await untilIs(async () => {
    const {body} = await cluster.api(`${metrics}/namespaces/default/pods?labelSelector=app%3Dasked`);
    const used = body.items[0]?.containers[0].usage.cpu;
    return used === undefined || used === '200u' ? undefined : used;
  }, 'a load');
  expect(cpu).toMatch(/^\d+[umn]$/);
});

it.each([
  [{maxReplicas: 0}, /`minReplicas`, spec\.maxReplicas: Required value/],
  [
    {minReplicas: 5, maxReplicas: 3},
    /spec\.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`/,
  ],
  [{scaleTargetRef: {kind: '', name: 'x'}}, /spec\.scaleTargetRef\.kind: Required value/],
  [
    {metrics: [{type: 'Resource'}]},
    /spec\.metrics\[0\]\.resource: Required value: must populate information for the given metric source/,
  ],
  [
    {metrics: [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization'}}}]},
    /spec\.metrics\[0\]\.resource\.target\.averageUtilization: Required value: must set either a target raw value or a target utilization/,
  ],
  [
    {behavior: {scaleDown: {policies: [{type: 'Pods', value: 0, periodSeconds: 60}]}}},
    /spec\.behavior\.scaleDown\.policies\[0\]\.value: Invalid value: 0: must be greater than zero/,
  ],
])('is refused as %j', async (spec, said) => {
  const body = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {name: 'wrong'},
    spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}, maxReplicas: 3, ...spec},
  };
  const {status, body: answer} = await cluster.api(autoscaling, {method: 'POST', body});
  expect(status).toBe(422);
  expect(answer.message).toMatch(said);
});

it('tells what nodes use, and that something is not there', async () => {
  const {body} = await cluster.api(`${metrics}/nodes/node-1`);
  expect(body).toMatchObject({kind: 'NodeMetrics', metadata: {name: 'node-1'}});
  const none = await cluster.api(`${metrics}/namespaces/default/pods/none`);
  expect(none.body).toMatchObject({code: 404, message: 'podmetrics.metrics.k8s.io "default/none" not found'});
});
