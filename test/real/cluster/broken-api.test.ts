import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const apiService = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: {name: 'v1.nowhere.labrador.dev'},
  spec: {
    group: 'nowhere.labrador.dev',
    version: 'v1',
    groupPriorityMinimum: 100,
    versionPriority: 10,
    insecureSkipTLSVerify: true,
    service: {namespace: 'default', name: 'labrador-nowhere'},
  },
};
const apiServices = '/apis/apiregistration.k8s.io/v1/apiservices';
const ours = `${apiServices}/${apiService.metadata.name}`;

let admin: ApiServer;
let labrador: Labrador;
let ada: Person;
let namespace: string;

beforeAll(async () => {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString((await realCluster()).adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  labrador = await startLabrador(await realCluster());
  ada = await labrador.chat.join('hopper');
});
afterEach(async () => mend());
afterAll(async () => {
  await labrador?.close();
  await admin?.close();
});

/** An aggregated API whose server is nowhere: the discovery of the cluster fails in part from here on. */
async function breakApi(): Promise<void> {
  const client = admin.as(undefined);
  await client.request({method: 'POST', path: apiServices, body: apiService});
  await waitUntil('the discovery fails in part', async () => {
    const path = `/apis/${apiService.spec.group}/v1`;
    return client.request({path}).then(
      () => undefined,
      (error: unknown) => !isNotFound(error) || undefined,
    );
  });
}

async function mend(): Promise<void> {
  await admin
    .as(undefined)
    .request({method: 'DELETE', path: ours})
    .catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
}

test('an aggregated API that is down takes nothing else with it; who leaves hears what it keeps', async () => {
  await breakApi();
  const started = await ada.types('/lab start');
  namespace = /labrador-open-\w+-\d+/.exec(await started.text())?.[0] ?? '';
  await ada.types('/kubectl command:apply -f specs/nginx/daemonset.yaml');
  const rolled = await ada.types('/kubectl command:rollout status daemonset/nginx');
  expect(await rolled.text()).toContain('successfully rolled out');
  for (const line of ['get all', 'get endpointslices', 'describe daemonset nginx', 'explain pod']) {
    expect(await (await ada.types(`/kubectl command:${line}`)).text()).not.toContain('nowhere');
  }
  // as an operator installs it anew
  await installLabrador(admin, deployFolder);

  const left = await ada.sends('/lab leave');
  await left.answered(90_000);
  const text = await left.text();
  expect(text).toContain(`namespace "${namespace}" emptied`);
  expect(text).toMatch(/goes by itself once an API of the cluster answers again: .*nowhere\.labrador\.dev/);
  expect(text).toMatch(/host folder on \S+ erased/);
  const path = resourcePath('pods', namespace);
  expect((await admin.as(undefined).request({path})).body).toMatchObject({items: []});

  const again = await (await ada.types('/lab start')).text();
  expect(again).toMatch(/Your last sandbox is still being removed: .*nowhere\.labrador\.dev/);

  await mend();
  await waitUntil(
    'the namespace goes by itself',
    async () =>
      (await readOrNothing(admin.as(undefined), `/api/v1/namespaces/${namespace}`, AbortSignal.timeout(10_000))) ===
      undefined
        ? true
        : undefined,
    {withinMs: 120_000},
  );
});
