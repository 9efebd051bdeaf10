import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mergePatchType, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster({speed: 1});
});

afterAll(async () => {
  await cluster.close();
});

interface ToldEvent {
  reason: string;
  message: string;
  count: number;
  involvedObject: {kind: string; name: string};
}

const minuteMs = 60_000;
const replicas = 20;

async function create(path: string, body: object): Promise<void> {
  const answer = await cluster.api(path, {method: 'POST', body});
  expect(answer).toMatchObject({status: 201});
}

async function advance(advanceMs: number): Promise<void> {
  await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs}});
}

async function eventsOf(namespace: string, kind: string): Promise<ToldEvent[]> {
  const {body} = await cluster.api(`/api/v1/namespaces/${namespace}/events`);
  const all: ToldEvent[] = body.items;
  return all.filter(({involvedObject}) => involvedObject.kind === kind);
}

/** A Deployment, a ReplicaSet or a DaemonSet of Pods that say little. */
function workload(kind: string, template: object = {}): object {
  const labels = {app: 'web'};
  const spec = {containers: [{name: 'main', image: 'nginx:1.18-alpine'}], ...template};
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {name: 'web'},
    spec: {
      selector: {matchLabels: labels},
      ...(kind === 'DaemonSet' ? {} : {replicas: replicas}),
      template: {metadata: {labels}, spec},
    },
  };
}

const quota = {apiVersion: 'v1', kind: 'ResourceQuota', metadata: {name: 'few'}, spec: {hard: {pods: '2'}}};
const limits = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: {name: 'small'},
  spec: {limits: [{type: 'Container', max: {cpu: '1'}}]},
};
const greedy = {
  containers: [{name: 'main', image: 'nginx:1.18-alpine', resources: {limits: {cpu: '8'}, requests: {cpu: '1'}}}],
};

/** What refuses Pods, and a template that it refuses. */
const refusals = [
  {why: 'a quota', path: 'resourcequotas', object: quota, template: {}},
  {why: 'a LimitRange', path: 'limitranges', object: limits, template: greedy},
  {why: 'a missing ServiceAccount', path: undefined, object: {}, template: {serviceAccountName: 'nobody'}},
  {why: 'a missing PriorityClass', path: undefined, object: {}, template: {priorityClassName: 'nothing'}},
];
const kinds = [
  {kind: 'Deployment', maker: 'ReplicaSet'},
  {kind: 'ReplicaSet', maker: 'ReplicaSet'},
  {kind: 'DaemonSet', maker: 'DaemonSet'},
];
const cases = refusals.flatMap((refusal) => kinds.map((kind) => ({...refusal, ...kind})));

describe('a controller whose Pods are refused', () => {
  it.each(cases)('tries seldom, and says so seldom: a $kind and $why', async (given) => {
    const {kind, maker, path, object, template} = given;
    const namespace = `refused-${cases.indexOf(given)}`;
    await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}});
    if (path !== undefined) await create(`/api/v1/namespaces/${namespace}/${path}`, object);
    await create(`/apis/apps/v1/namespaces/${namespace}/${kind.toLowerCase()}s`, workload(kind, template));

    const failures = async (): Promise<ToldEvent[]> =>
      (await eventsOf(namespace, maker)).filter(({reason}) => reason === 'FailedCreate');
    const [first] = await waitUntil(async () => {
      const told = await failures();
      return told.length > 0 ? told : undefined;
    }, 'the first failure');
    expect(first?.message).toMatch(/^Error creating: /);

    await advance(50 * minuteMs);
    const told = await failures();
    expect(told.length).toBeLessThanOrEqual(25);
    expect(told.reduce((sum, {count}) => sum + count, 0)).toBeLessThanOrEqual(100);
    const set = `/apis/apps/v1/namespaces/${namespace}/${maker.toLowerCase()}s`;
    const version = async (): Promise<string> => (await cluster.api(set)).body.items[0].metadata.resourceVersion;
    const before = await version();
    await advance(20 * minuteMs);
    expect(await version()).toBe(before);
    await cluster.api(`/api/v1/namespaces/${namespace}`, {method: 'DELETE'});
  });

  it('makes its Pods once they are no longer refused', async () => {
    const namespace = 'relieved';
    await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}});
    await create(`/api/v1/namespaces/${namespace}/resourcequotas`, quota);
    await create(`/apis/apps/v1/namespaces/${namespace}/deployments`, workload('Deployment'));
    const made = async (): Promise<number> =>
      (await cluster.api(`/api/v1/namespaces/${namespace}/pods`)).body.items.length;
    await waitUntil(async () => ((await made()) === 2 ? true : undefined), 'the Pods that there is room for');
    await advance(minuteMs);
    const contentType = mergePatchType;
    const body = {spec: {hard: {pods: '50'}}};
    await cluster.api(`/api/v1/namespaces/${namespace}/resourcequotas/few`, {method: 'PATCH', contentType, body});
    await advance(2 * minuteMs);
    expect(await made()).toBe(replicas);
    const told = await eventsOf(namespace, 'ReplicaSet');
    expect(told.map(({message}) => message)).toContainEqual(
      expect.stringMatching(/^\(combined from similar events\): Created pod: web-/),
    );
  });
});
