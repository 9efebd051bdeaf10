import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {typesThat} from '#src/kinds/resource-types.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {installIn, type TestCluster} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const ada = sandboxNamespace('open', 'ada');
const grace = sandboxNamespace('open', 'grace');
const somewhatLaterMs = 10 * 60_000;

let cluster: TestCluster;
let folder: string;
let server: ApiServer;
let watch: SandboxWatch;

beforeAll(async () => {
  cluster = await emulatedCluster();
  folder = await mkdtemp(join(tmpdir(), 'labrador-watch-'));
  ({admin: server} = await installIn(cluster, folder));
  watch = new SandboxWatch({identities: identitiesOf(server), onService: () => undefined});
  watch.start({namespaceChanged: () => undefined, nodeLabelsChanged: () => undefined});
});
afterAll(async () => {
  await watch?.close();
  await server?.close();
  await cluster?.close();
  if (folder !== undefined) await rm(folder, {recursive: true, force: true});
});

it('knows the namespaces that a learner made, and none of a neighbour or of the cluster', async () => {
  const admin = server.as(undefined);
  const made = [`${ada}--dev`, `${grace}--dev`, 'shop'];
  for (const name of made) {
    await admin.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name}},
    });
  }
  const namesOf = (namespace: string) => watch.objectsOf(namespace, 'namespaces').map(({metadata}) => metadata.name);
  await waitUntil('they are seen', async () =>
    Promise.resolve(namesOf(grace).length > 0 && namesOf(ada).length > 0 ? true : undefined),
  );
  expect(namesOf(ada)).toEqual([`${ada}--dev`]);
  expect(namesOf(`${ada}--dev`)).toEqual([`${ada}--dev`]);
  await admin.request({method: 'DELETE', path: `/api/v1/namespaces/${ada}--dev`});
  await waitUntil('it has gone', async () => Promise.resolve(namesOf(ada).length === 0 ? true : undefined));
});

it('remembers a sandbox while it is there, whatever it has, and drops all of one that has gone', async () => {
  const admin = server.as(undefined);
  const labels = {app: 'web'};
  const container = {name: 'web', image: 'nginx:1.18-alpine'};
  const spec = {selector: {matchLabels: labels}, template: {metadata: {labels}, spec: {containers: [container]}}};
  for (const namespace of [ada, grace]) {
    await admin.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}},
    });
    await admin.request({
      method: 'POST',
      path: `/apis/apps/v1/namespaces/${namespace}/daemonsets`,
      body: {apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: {name: 'web'}, spec},
    });
    await admin.request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/services`,
      body: {apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: labels, ports: [{port: 80}]}},
    });
  }
  for (const namespace of [ada, grace]) {
    await waitUntil('its Pods and its Service are seen', async () =>
      watch.podsOf(namespace).length > 0 && watch.servicesOf(namespace).length > 0 ? true : undefined,
    );
  }
  await admin.request({method: 'DELETE', path: `/apis/apps/v1/namespaces/${grace}/daemonsets/web`});
  await admin.request({method: 'DELETE', path: `/api/v1/namespaces/${ada}`});
  await waitUntil('the one has gone, the other is empty', async () =>
    typesThat('isWatched').every((type) => watch.namesOf(ada, type).length === 0) &&
    watch.objectsOf(grace, 'pods').length === 0
      ? true
      : undefined,
  );
  watch.forgetGone(Date.now());
  expect(watch.remembered).toEqual(new Set([ada, grace]));
  // its Namespace goes last, and is of the sandbox too
  await waitUntil('the one is forgotten', async () => {
    watch.forgetGone(Date.now() + somewhatLaterMs);
    return Promise.resolve(watch.remembered.has(ada) ? undefined : true);
  });
  expect(watch.remembered).toEqual(new Set([grace]));
  expect(watch.versionsOf(grace)).not.toEqual([]);
});
