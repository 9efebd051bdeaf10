import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
let core: string;
let made = 0;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(async () => cluster?.close());
beforeEach(async () => {
  made += 1;
  const name = `limited-${made}`;
  core = `/api/v1/namespaces/${name}`;
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name}}});
});

const create = async (plural: string, body: object) => cluster.api(`${core}/${plural}`, {method: 'POST', body});
const quota = async (name: string, spec: object) => create('resourcequotas', {metadata: {name}, spec});
const range = async (...limits: readonly object[]) =>
  create('limitranges', {metadata: {name: `range-${limits.length}`}, spec: {limits}});

async function pod(name: string, resources: object = {}, spec: object = {}) {
  const container = {name: 'main', image: 'busybox:1.36', command: ['sleep', '99'], resources};
  return create('pods', {metadata: {name}, spec: {containers: [container], ...spec}});
}

const said = async (answer: ReturnType<typeof pod>): Promise<string> => {
  const {status, body} = await answer;
  return status === 201 ? 'created' : `${status} ${body.message}`;
};
const untilUsed = async (name: string, used: object): Promise<void> =>
  expect
    .poll(async () => (await cluster.api(`${core}/resourcequotas/${name}`)).body.status?.used, {timeout: 10_000})
    .toEqual(used);

describe('several quotas', () => {
  it('are each counted, and the one that is exceeded is named', async () => {
    await quota('many', {hard: {pods: '5'}});
    await quota('small', {hard: {'requests.cpu': '200m', 'requests.memory': '100Mi'}});
    const asking = {requests: {cpu: '150m', memory: '64Mi'}};
    expect(await said(pod('one', asking))).toBe('created');
    expect(await said(pod('two', asking))).toBe(
      '403 pods "two" is forbidden: exceeded quota: small, requested: requests.cpu=150m,requests.memory=64Mi, used: requests.cpu=150m,requests.memory=64Mi, limited: requests.cpu=200m,requests.memory=100Mi',
    );
    expect(await said(pod('three'))).toBe(
      '403 pods "three" is forbidden: failed quota: small: must specify requests.cpu for: main; requests.memory for: main',
    );
    await untilUsed('many', {pods: '1'});
    await untilUsed('small', {'requests.cpu': '150m', 'requests.memory': '64Mi'});
  });

  it('with scopes are about some Pods alone', async () => {
    await quota('modest', {hard: {pods: '1'}, scopes: ['BestEffort']});
    await quota('brief', {hard: {pods: '1', 'limits.cpu': '1'}, scopes: ['Terminating', 'NotBestEffort']});
    const limits = {limits: {cpu: '500m'}};
    expect(await said(pod('a'))).toBe('created');
    expect(await said(pod('b'))).toContain('exceeded quota: modest, requested: pods=1, used: pods=1, limited: pods=1');
    expect(await said(pod('c', limits))).toBe('created');
    expect(await said(pod('d', limits, {activeDeadlineSeconds: 60}))).toBe('created');
    expect(await said(pod('e', limits, {activeDeadlineSeconds: 60}))).toContain('exceeded quota: brief');
    await untilUsed('brief', {'limits.cpu': '500m', pods: '1'});
  });

  it.each([
    [{hard: {services: '1'}, scopes: ['BestEffort']}, 'unsupported scope applied to resource'],
    [{hard: {'limits.cpu': '1'}, scopes: ['BestEffort']}, 'unsupported scope applied to resource'],
    [{hard: {'requests.storage': '1'}, scopes: ['NotTerminating']}, 'unsupported scope applied to resource'],
    [{hard: {pods: '1'}, scopes: ['Terminating', 'NotTerminating']}, 'conflicting scopes'],
  ])('%j is refused', async (spec, why) => {
    const {status, body} = await quota('odd', spec);
    expect(status).toBe(422);
    expect(body.message).toContain(`: ${why}`);
  });

  it('bound what a Service takes of the nodes, also of one that is there', async () => {
    await quota('ports', {hard: {services: '2', 'services.nodeports': '1'}});
    const service = (name: string, type: string) => ({metadata: {name}, spec: {type, ports: [{port: 80}]}});
    expect((await create('services', service('one', 'NodePort'))).status).toBe(201);
    expect((await create('services', service('two', 'NodePort'))).body.message).toBe(
      'services "two" is forbidden: exceeded quota: ports, requested: services.nodeports=1, used: services.nodeports=1, limited: services.nodeports=1',
    );
    expect((await create('services', service('two', 'ClusterIP'))).status).toBe(201);
    const change = {contentType: 'application/merge-patch+json', method: 'PATCH', body: {spec: {type: 'NodePort'}}};
    expect((await cluster.api(`${core}/services/two`, change)).status).toBe(403);
  });
});

describe('a LimitRange', () => {
  it('bounds a Pod as a whole', async () => {
    await range({type: 'Pod', max: {cpu: '1', memory: '100Mi'}, min: {cpu: '100m'}});
    expect(await said(pod('silent'))).toBe(
      '403 pods "silent" is forbidden: [minimum cpu usage per Pod is 100m.  No request is specified, maximum cpu usage per Pod is 1.  No limit is specified, maximum memory usage per Pod is 100Mi.  No limit is specified]',
    );
    const half = {name: 'half', image: 'busybox:1.36', resources: {limits: {cpu: '600m', memory: '40Mi'}}};
    expect(await said(pod('large', {}, {containers: [half, {...half, name: 'other'}]}))).toBe(
      '403 pods "large" is forbidden: maximum cpu usage per Pod is 1, but limit is 1200m',
    );
    expect(await said(pod('fits', half.resources))).toBe('created');
  });

  it('bounds how much more a container may have than it asks for', async () => {
    await range({type: 'Container', maxLimitRequestRatio: {memory: '2'}});
    const of = (request: string, limit: string) => ({requests: {memory: request}, limits: {memory: limit}});
    expect(await said(pod('a', of('10Mi', '30Mi')))).toBe(
      '403 pods "a" is forbidden: memory max limit to request ratio per Container is 2, but provided ratio is 3.000000',
    );
    expect(await said(pod('b'))).toContain('is 2, but no request is specified or request is 0');
    expect(await said(pod('c', of('10Mi', '20Mi')))).toBe('created');
  });

  it('fills in what a Pod is counted with, and all of them do before any is kept to', async () => {
    await quota('all', {hard: {'limits.memory': '100Mi'}});
    await range({type: 'Container', max: {memory: '64Mi'}});
    await range(
      {type: 'Container', default: {cpu: '200m'}, defaultRequest: {cpu: '100m'}},
      {type: 'Pod', max: {memory: '64Mi'}},
    );
    const {body} = await pod('silent');
    expect(body.spec.containers[0].resources).toEqual({
      limits: {cpu: '200m', memory: '64Mi'},
      requests: {cpu: '100m', memory: '64Mi'},
    });
    expect(await said(pod('more'))).toContain('exceeded quota: all, requested: limits.memory=64Mi');
  });

  it.each([
    [{type: 'PersistentVolumeClaim'}, 'either minimum or maximum storage value is required, but neither was provided'],
    [{type: 'Container', max: {storage: '1Gi'}}, 'must be a standard resource for containers'],
    [{type: 'Container', maxLimitRequestRatio: {cpu: '0.5'}}, 'ratio 500m is less than 1'],
    [
      {type: 'Pod', max: {cpu: '2'}, min: {cpu: '1'}, maxLimitRequestRatio: {cpu: '3'}},
      'ratio 3 is greater than max/min = 2.000000',
    ],
  ])('of %j is refused', async (limit, why) => {
    const {status, body} = await range(limit);
    expect(status).toBe(422);
    expect(body.message).toContain(why);
  });
});
