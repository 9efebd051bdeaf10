import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest, manifestPath} from '#src/cluster/api/apply-manifest.ts';
import {diagnoseApiServer} from '#src/cluster/installation/doctor/diagnose-api-server.ts';
import {diagnoseImages} from '#src/cluster/installation/doctor/diagnose-images.ts';
import {diagnoseNetworkPolicy} from '#src/cluster/installation/doctor/diagnose-network-policy.ts';
import {diagnoseNodeAgents} from '#src/cluster/installation/doctor/diagnose-node-agents.ts';
import {diagnoseRights} from '#src/cluster/installation/doctor/diagnose-rights.ts';
import {diagnoseRoom} from '#src/cluster/installation/doctor/diagnose-room.ts';
import {identitiesOf, type Identities} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import {waitForNodeAgents} from '#src/cluster/node-agent/wait-for-node-agents.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {untilRightsHold} from '#test/support/until-rights-hold.ts';

const images = {serverImage: 'nginx:1.18-alpine', clientImage: 'busybox:1.36'};
const installation = 'aaaaa';
const signal = AbortSignal.timeout(280_000);
/** What the cluster's network plugin does is the tester's to know; without one that enforces them, they are not. */
const isEnforced = process.env['TEST_NETWORK_POLICIES'] === 'enforced';

let admin: ApiServer;
let bot: ApiServer;
let identities: Identities;

beforeAll(async () => {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString((await realCluster()).adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  bot = await ApiServer.open(await installLabrador(admin, deployFolder));
  identities = identitiesOf(bot);
  await untilRightsHold(bot);
});
afterAll(async () => {
  await bot?.close();
  await admin?.close();
});

test('the node agent comes up on every node, and is found there', async () => {
  expect(await waitForNodeAgents(admin.as(undefined), {withinMs: 60_000, signal})).toMatchObject({
    missing: [],
    isCurrent: true,
  });
  expect(await diagnoseNodeAgents(identities, {lab: sandboxSpec().lab, signal})).toMatchObject({state: 'passed'});
});

test('the rights that are installed are what the code needs, in a sandbox too, and no more', async () => {
  const namespace = sandboxNamespace('rights', '1');
  const spec = {...sandboxSpec(), namespace, workshop: 'rights'};
  const provisioner = identities.system('provisioner');
  for (const manifest of sandboxManifests(spec)) {
    await applyManifest(provisioner, manifest, {fieldManager: 'test', signal});
  }
  try {
    const passed = await waitUntil('the rights in the sandbox hold', async () => {
      const finding = await diagnoseRights(bot, {sandboxes: [namespace], signal});
      return finding.state === 'passed' ? finding : undefined;
    });
    expect(passed.said).toBe('Each identity may do what it is for and no more.');
  } finally {
    await provisioner.request({method: 'DELETE', path: `/api/v1/namespaces/${namespace}`, signal});
  }
  const reviewed = await diagnoseRights(admin, {sandboxes: [], signal});
  expect(reviewed).toMatchObject({state: 'warning', said: expect.stringContaining('do everything')});
});

test('a right that is taken away is missed', async () => {
  const path = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/labrador-labeller';
  await admin.as(undefined).request({method: 'DELETE', path, signal});
  try {
    const missed = await waitUntil('the right is gone', async () => {
      const finding = await diagnoseRights(bot, {sandboxes: [], signal});
      return finding.state === 'failed' ? finding : undefined;
    });
    expect(missed.said).toBe('labrador-system/labeller may not patch nodes in the whole cluster.');
  } finally {
    await installLabrador(admin, deployFolder);
  }
  await untilRightsHold(bot);
});

test('the API server’s version is one that was tried', async () => {
  expect(await diagnoseApiServer(bot, signal)).toMatchObject({state: 'passed'});
});

test('images that the nodes have are found, others are missed', async () => {
  expect(await diagnoseImages(identities, {images: Object.values(images), signal})).toMatchObject({state: 'passed'});
  expect(await diagnoseImages(identities, {images: ['nginx:no-such-tag'], signal})).toMatchObject({
    said: expect.stringContaining('nginx:no-such-tag'),
    state: expect.stringMatching(/failed|unknown/),
  });
});

test('room is counted on the nodes that are watched', async () => {
  const watch = new SandboxWatch({identities, onService: () => undefined});
  watch.start({namespaceChanged: () => undefined, nodeLabelsChanged: () => undefined});
  try {
    await waitUntil('the watch has begun', async () => Promise.resolve(watch.isSynced ? true : undefined));
    const lab = {nodesPerSandbox: 1, podsPerNode: 6};
    expect(diagnoseRoom(watch.nodes(), {learners: 1, lab}).state).toBe('passed');
    expect(diagnoseRoom(watch.nodes(), {learners: 100_000, lab}).state).toBe('failed');
  } finally {
    await watch.close();
  }
});

/** What the cluster enforces of the policy while `run` runs; it had none of it before, and has none of it afterwards. */
async function withAdmissionPolicies<T>(run: () => Promise<T>): Promise<T> {
  const client = admin.as(undefined);
  const {manifests} = admissionManifests(await readServerVersion(client, signal));
  const made: string[] = [];
  try {
    for (const manifest of manifests) {
      const path = manifestPath(manifest);
      if ((await readOrNothing(client, path, signal)) === undefined) made.push(path);
      await applyManifest(client, manifest, {fieldManager: 'labrador-install', signal});
    }
    return await run();
  } finally {
    for (const path of made.reverse()) await client.request({method: 'DELETE', path, signal});
  }
}

/** What the probe found, with the namespaces that it left. */
async function probe(): Promise<string> {
  const {state, said} = await diagnoseNetworkPolicy({identities, installation, ...images, signal});
  const namespaces = await listCollection(admin.as(undefined), '/api/v1/namespaces', {signal});
  const left = namespaces.map(({metadata}) => metadata.name).filter((name) => name.startsWith('labrador-doctor'));
  return [`${state}: ${said}`, ...left].join('\n');
}

const foundOut = isEnforced ? /^passed: They are enforced.*$/ : /^failed: They are not enforced.*$/;

test('the probe finds out whether NetworkPolicies are enforced, and leaves nothing', async () => {
  expect(await probe()).toMatch(foundOut);
});

test('the probe finds it out where the cluster itself enforces our policy', async () =>
  withAdmissionPolicies(async () => {
    // policies take a moment to hold: until a Pod that no lab allows is refused, they do not
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name: 'a'},
      spec: {containers: [{name: 'a', image: 'no:1'}]},
    };
    const namespace = sandboxNamespace('policies', '1');
    const provisioner = identities.system('provisioner');
    for (const manifest of sandboxManifests({...sandboxSpec(), namespace, workshop: 'policies'})) {
      await applyManifest(provisioner, manifest, {fieldManager: 'test', signal});
    }
    try {
      const {minor} = await readServerVersion(admin.as(undefined), signal);
      if (minor >= 30) {
        await waitUntil('the policies hold', async () => {
          const path = `/api/v1/namespaces/${namespace}/pods`;
          const trial = admin.as(undefined).request({method: 'POST', path, body: pod, query: {dryRun: 'All'}, signal});
          return trial.then(
            () => undefined,
            (error: unknown) => String(error).includes('Not allowed in a sandbox') || undefined,
          );
        });
      }
      expect(await probe()).toMatch(foundOut);
    } finally {
      await provisioner.request({method: 'DELETE', path: `/api/v1/namespaces/${namespace}`, signal});
    }
  }));
