import {afterAll, beforeAll, expect, test} from 'vitest';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const namespace = sandboxNamespace('test', 'ada');
const core = `/api/v1/namespaces/${namespace}`;

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster();
  const lab = {lab: 'test', images: ['busybox:1.36'], hostPathLeaves: [], podsPerNode: 2, nodesPerSandbox: 1};
  const manifests = sandboxManifests({
    namespace,
    workshop: 'test',
    learner: {id: 'ada', name: 'Ada'},
    nodes: ['node-1'],
    lab: labPolicySchema.parse(lab),
  });
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: namespace}}});
  for (const body of manifests) {
    if (body['kind'] === 'LimitRange') await cluster.api(`${core}/limitranges`, {method: 'POST', body});
    if (body['kind'] === 'ResourceQuota') await cluster.api(`${core}/resourcequotas`, {method: 'POST', body});
  }
});
afterAll(async () => cluster?.close());

async function createPod(name: string, resources: object) {
  const container = {name: 'main', image: 'busybox:1.36', command: ['sleep', '99'], resources};
  return cluster.api(`${core}/pods`, {method: 'POST', body: {metadata: {name}, spec: {containers: [container]}}});
}

test('a container that asks for nothing gets the limits of a sandbox, its storage among them', async () => {
  const {body} = await createPod('plain', {});
  expect(body.spec.containers[0].resources).toEqual({
    requests: {cpu: '10m', memory: '16Mi', 'ephemeral-storage': '0'},
    limits: {cpu: '250m', memory: '128Mi', 'ephemeral-storage': '256Mi'},
  });
});

test.each([
  ['asks for nothing is given something', {}, 'Burstable'],
  ['has limits alone asks for as much', {limits: {cpu: '0.05', memory: '64Mi'}}, 'Guaranteed'],
  [
    'asks for what it may have',
    {requests: {cpu: '50m', memory: '64Mi'}, limits: {cpu: '0.05', memory: '64Mi'}},
    'Guaranteed',
  ],
  ['asks for less than it may have', {requests: {memory: '32Mi'}, limits: {memory: '64Mi'}}, 'Burstable'],
])('the class of a Pod follows from what it has in the end: one that %s', async (how, resources, expected) => {
  const {body} = await createPod(`class-${how.length}`, resources);
  expect(body.status.qosClass).toBe(expected);
  await cluster.api(`${core}/pods/${body.metadata.name}?gracePeriodSeconds=0`, {method: 'DELETE'});
});

test.each([
  [{limits: {cpu: '0'}}, 'minimum cpu usage per Container is 1m'],
  [{limits: {memory: '1Mi'}}, 'minimum memory usage per Container is 4Mi'],
  [
    {requests: {memory: '8Mi'}, limits: {memory: '512Mi'}},
    'maximum memory usage per Container is 256Mi, but limit is 512Mi',
  ],
  [{limits: {'ephemeral-storage': '1Gi'}}, 'maximum ephemeral-storage usage per Container is 512Mi, but limit is 1Gi'],
])('%j is refused', async (resources, reason) => {
  const {status, body} = await createPod('bad', resources);
  expect(status).toBe(403);
  expect(body.message).toContain(reason);
});

test('storage of all Pods together is bounded', async () => {
  const {status, body} = await createPod('greedy', {requests: {'ephemeral-storage': '200Mi'}});
  expect(status).toBe(403);
  expect(body.message).toContain('requested: requests.ephemeral-storage=200Mi, used: requests.ephemeral-storage=0');
});
