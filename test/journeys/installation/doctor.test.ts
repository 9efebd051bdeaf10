import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {diagnoseApiServer} from '#src/cluster/installation/doctor/diagnose-api-server.ts';
import {diagnoseIngressClass} from '#src/cluster/installation/doctor/diagnose-ingress-class.ts';
import {diagnoseImages} from '#src/cluster/installation/doctor/diagnose-images.ts';
import {diagnoseNetworkPolicy} from '#src/cluster/installation/doctor/diagnose-network-policy.ts';
import {diagnoseNodeAgents} from '#src/cluster/installation/doctor/diagnose-node-agents.ts';
import {diagnoseRights} from '#src/cluster/installation/doctor/diagnose-rights.ts';
import {diagnoseRoom} from '#src/cluster/installation/doctor/diagnose-room.ts';
import {diagnoseStorage} from '#src/cluster/installation/doctor/diagnose-storage.ts';
import {identitiesOf, type Identities} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {waitForNodeAgents} from '#src/cluster/node-agent/wait-for-node-agents.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const probeImages = {serverImage: 'nginx:1.18-alpine', clientImage: 'busybox:1.36'};

let cluster: EmulatedCluster;
let admin: ApiServer;
let bot: ApiServer;
const installation = 'aaaaa';
let identities: Identities;
let signal: AbortSignal;

beforeAll(async () => {
  cluster = await startCluster();
  admin = await ApiServer.open(cluster.clientConfig());
  bot = await ApiServer.open(await installLabrador(admin, deployFolder));
  identities = identitiesOf(bot);
  await waitForNodeAgents(admin.as(undefined), {withinMs: 20_000, signal: AbortSignal.timeout(20_000)});
});
beforeEach(() => {
  signal = AbortSignal.timeout(60_000);
});
afterAll(async () => {
  await bot?.close();
  await admin?.close();
  await cluster?.close();
});

async function setNode(name: string, action: 'ready' | 'notReady'): Promise<void> {
  await cluster.api('/_emulator/nodes', {method: 'POST', body: {action, name}});
}

async function namespaces(): Promise<string[]> {
  const {body} = await cluster.api('/api/v1/namespaces');
  return body.items.map(({metadata}: {metadata: {name: string}}) => metadata.name);
}

/** Runs a check while every request to some path is answered with an error. */
async function whileAnswered(status: number, route: string, check: () => Promise<Finding>): Promise<Finding> {
  await cluster.api('/_emulator/faults', {method: 'POST', body: {match: {path: route}, status, times: 100}});
  try {
    return await check();
  } finally {
    await cluster.api('/_emulator/faults', {method: 'DELETE'});
  }
}

test('rights pass as they are installed, with those of a sandbox too', async () => {
  const none = await diagnoseRights(bot, {sandboxes: [], signal});
  expect(none).toMatchObject({name: 'rights', state: 'passed', said: expect.stringContaining('there is no sandbox')});
  for (const manifest of sandboxManifests(sandboxSpec())) {
    await applyManifest(identities.system('provisioner'), manifest, {fieldManager: 'test', signal});
  }
  const {state, said} = await diagnoseRights(bot, {sandboxes: [namespace], signal});
  expect({state, said}).toEqual({state: 'passed', said: 'Each identity may do what it is for and no more.'});
});

test('an administrator’s kubeconfig is a warning', async () => {
  expect(await diagnoseRights(admin, {sandboxes: [], signal})).toMatchObject({
    state: 'warning',
    said: "The bot's own user may do everything in the whole cluster, which nothing here needs.",
    next: expect.stringContaining('cluster:install -- --kubeconfig'),
  });
});

test('a Pod that may everything has another kubeconfig nowhere', async () => {
  const pod = await ApiServer.open(cluster.clientConfig(), {letInBy: 'pod'});
  try {
    expect(await diagnoseRights(pod, {sandboxes: [], signal})).toMatchObject({
      state: 'warning',
      next: 'Take from the ServiceAccount labrador what the chart does not give it.',
    });
  } finally {
    await pod.close();
  }
});

test('rights that are missing fail, and what could not be asked is unknown', async () => {
  const path = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/labrador-labeller';
  const {body} = await cluster.api(path);
  await cluster.api(path, {method: 'DELETE'});
  expect(await diagnoseRights(bot, {sandboxes: [], signal})).toMatchObject({
    state: 'failed',
    said: 'labrador-system/labeller may not patch nodes in the whole cluster.',
    next: expect.stringContaining('npm run cluster:install'),
  });
  const {resourceVersion: _, uid: __, ...metadata} = body.metadata;
  const {status} = await cluster.api(path.replace('/labrador-labeller', ''), {
    method: 'POST',
    body: {...body, metadata},
  });
  expect(status).toBe(201);
  const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const finding = await whileAnswered(403, reviews, async () => diagnoseRights(bot, {sandboxes: [], signal}));
  expect(finding.state).toBe('unknown');
});

test('the version of the API server is read', async () => {
  expect(await diagnoseApiServer(bot, signal)).toMatchObject({
    state: 'passed',
    said: 'The API server is v1.37.2+labrador.',
  });
  const refused = await whileAnswered(403, '/version', async () => diagnoseApiServer(bot, signal));
  expect(refused.state).toBe('unknown');
});

test('volumes are made by the default StorageClass, and without one the doctor says what to do', async () => {
  const [path, isDefault] = [
    '/apis/storage.k8s.io/v1/storageclasses/standard',
    'storageclass.kubernetes.io/is-default-class',
  ];
  const setDefault = async (value: string) =>
    cluster.api(path, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: {metadata: {annotations: {[isDefault]: value}}},
    });
  expect(await diagnoseStorage(identities, signal)).toMatchObject({
    state: 'passed',
    said: expect.stringContaining('standard'),
  });
  await setDefault('false');
  const {state, next} = await diagnoseStorage(identities, signal);
  await setDefault('true');
  expect({state, next}).toEqual({state: 'failed', next: expect.stringContaining('kubectl annotate storageclass')});
});

test('the class of learners’ Ingresses is ours; without it, or as another’s, the doctor says what to do', async () => {
  const path = '/apis/networking.k8s.io/v1/ingressclasses';
  const make = async (controller: string) => {
    await cluster.api(`${path}/labrador`, {method: 'DELETE'});
    const body = {apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: {name: 'labrador'}};
    await cluster.api(path, {method: 'POST', body: {...body, spec: {controller}}});
  };
  expect(await diagnoseIngressClass(identities, signal)).toMatchObject({state: 'passed'});
  await make('k8s.io/ingress-nginx');
  expect(await diagnoseIngressClass(identities, signal)).toMatchObject({
    state: 'failed',
    said: expect.stringContaining('k8s.io/ingress-nginx'),
  });
  await cluster.api(`${path}/labrador`, {method: 'DELETE'});
  expect(await diagnoseIngressClass(identities, signal)).toMatchObject({state: 'warning'});
  await make('labrador.dev/browse');
  expect(await diagnoseIngressClass(identities, signal)).toMatchObject({state: 'passed'});
});

test('images that a node has not pulled fail, and pass once a Pod of each has run there', async () => {
  const images = Object.values(probeImages);
  expect(await diagnoseImages(identities, {images, signal})).toMatchObject({
    state: 'failed',
    // the other may be there: whether a probe ran here before is nothing that this is about
    said: expect.stringMatching(/^node-1 does not have nginx:1\.18-alpine[.,]/m),
  });
  const containers = images.map((image, at) => ({name: `c${at}`, image}));
  for (const nodeName of ['node-1', 'node-2', 'node-3']) {
    const body = {metadata: {name: nodeName}, spec: {nodeName, containers}};
    await cluster.api('/api/v1/namespaces/default/pods', {method: 'POST', body});
  }
  const found = await waitUntil('the images', async () => {
    const finding = await diagnoseImages(identities, {images, signal});
    return finding.state === 'failed' ? undefined : finding;
  });
  expect(found).toEqual({name: 'images', state: 'passed', said: `All 3 nodes have ${images.join(', ')}.`});
  await cluster.api('/api/v1/namespaces/default/pods', {method: 'DELETE', body: {gracePeriodSeconds: 0}});
});

test('room is counted on the nodes that are watched', async () => {
  const watch = new SandboxWatch({identities, onService: () => undefined});
  watch.start({namespaceChanged: () => undefined, nodeLabelsChanged: () => undefined});
  try {
    await waitUntil('the watch has begun', async () => Promise.resolve(watch.isSynced ? true : undefined));
    const lab = {nodesPerSandbox: 1, podsPerNode: 6};
    expect(diagnoseRoom(watch.nodes(), {learners: 54, lab})).toMatchObject({
      state: 'passed',
      said: expect.stringContaining('node-1: 18 learners, it takes 110 Pods, 1 of them taken by others.'),
    });
    expect(diagnoseRoom(watch.nodes(), {learners: 55, lab}).state).toBe('failed');
  } finally {
    await watch.close();
  }
});

test('a node agent on each node passes; a node without one is told; one that is away is not asked', async () => {
  expect(await diagnoseNodeAgents(identities, {lab: sandboxSpec().lab, signal})).toMatchObject({
    state: 'passed',
    said: 'A node agent runs on all 3 nodes.',
  });
  await setNode('node-3', 'notReady');
  expect(await diagnoseNodeAgents(identities, {lab: sandboxSpec().lab, signal})).toMatchObject({
    said: 'A node agent runs on all 2 nodes.',
  });
  await setNode('node-3', 'ready');
  const quota = {metadata: {name: 'none'}, spec: {hard: {pods: '0'}}};
  await cluster.api('/api/v1/namespaces/labrador-nodes/resourcequotas', {method: 'POST', body: quota});
  await cluster.api('/api/v1/namespaces/labrador-nodes/pods', {method: 'DELETE'});
  await waitUntil('the agents are gone', async () => {
    const {body} = await cluster.api('/api/v1/namespaces/labrador-nodes/pods');
    return body.items.length === 0 ? true : undefined;
  });
  expect(await diagnoseNodeAgents(identities, {lab: sandboxSpec().lab, signal})).toMatchObject({
    state: 'failed',
    said: expect.stringContaining('node-1: no node agent runs there'),
    next: expect.stringContaining('cluster:install'),
  });
  await cluster.api('/api/v1/namespaces/labrador-nodes/resourcequotas/none', {method: 'DELETE'});
  await waitForNodeAgents(admin.as(undefined), {withinMs: 20_000, signal});
});

test('NetworkPolicies: a network that holds to them passes, and nothing stays', async () => {
  const before = await namespaces();
  expect(await diagnoseNetworkPolicy({identities, installation, ...probeImages, signal})).toEqual({
    name: 'NetworkPolicies',
    state: 'passed',
    said: "They are enforced: a sandbox's Pod does not reach another sandbox's.",
  });
  expect(await namespaces()).toEqual(before);
});

test('NetworkPolicies: what a run that was killed has left goes first', async () => {
  const left = sandboxManifests({
    ...sandboxSpec(),
    namespace: `labrador-doctor-${installation}-one` as typeof namespace,
    workshop: `doctor-${installation}`,
    installation,
  });
  for (const manifest of left) {
    await applyManifest(identities.system('provisioner'), manifest, {fieldManager: 'test', signal});
  }
  // with this in it, no Pod could be made there
  const quota = {metadata: {name: 'none'}, spec: {hard: {pods: '0'}}};
  await cluster.api('/api/v1/namespaces/labrador-doctor-aaaaa-one/resourcequotas', {method: 'POST', body: quota});
  const finding = await diagnoseNetworkPolicy({identities, installation, ...probeImages, signal});
  expect(finding.state).toBe('passed');
  expect((await namespaces()).filter((name) => name.startsWith('labrador-doctor'))).toEqual([]);
});

test('NetworkPolicies: a Pod that does not start is told at the deadline, and all goes', async () => {
  const finding = await diagnoseNetworkPolicy({
    identities,
    installation,
    ...probeImages,
    serverImage: 'no-such-image:1',
    signal: AbortSignal.timeout(4_000),
  });
  expect(finding).toMatchObject({
    state: 'unknown',
    said: expect.stringMatching(/Pod server did not become ready: .*Image/),
  });
  expect((await namespaces()).filter((name) => name.startsWith('labrador-doctor'))).toEqual([]);
});

test('NetworkPolicies: a namespace of that name that is not ours is left alone', async () => {
  const metadata = {name: 'labrador-doctor-aaaaa-two', labels: {'labrador.dev/workshop': 'theirs'}};
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata}});
  const finding = await diagnoseNetworkPolicy({identities, installation, ...probeImages, signal});
  expect(finding).toMatchObject({
    state: 'unknown',
    said: expect.stringContaining('labrador-doctor-aaaaa-two could not be removed'),
  });
  const {body} = await cluster.api('/api/v1/namespaces/labrador-doctor-aaaaa-two');
  expect(body.metadata.labels).toMatchObject(metadata.labels);
  expect(body.metadata.deletionTimestamp).toBeUndefined();
  await cluster.api('/api/v1/namespaces/labrador-doctor-aaaaa-two', {method: 'DELETE'});
});

test('a cluster that is gone leaves all of it unknown', async () => {
  const nobody = await ApiServer.open(cluster.clientConfig());
  await nobody.close();
  const at = identitiesOf(nobody);
  const findings = await Promise.all([
    diagnoseRights(nobody, {sandboxes: [], signal}),
    diagnoseApiServer(nobody, signal),
    diagnoseImages(at, {images: ['x'], signal}),
    diagnoseNodeAgents(at, {lab: sandboxSpec().lab, signal}),
    diagnoseStorage(at, signal),
    diagnoseNetworkPolicy({identities: at, installation, ...probeImages, signal}),
  ]);
  expect(findings.map(({state}) => state)).toEqual(findings.map(() => 'unknown'));
});
