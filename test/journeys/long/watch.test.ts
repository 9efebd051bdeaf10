import {readFile} from 'node:fs/promises';
import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let cluster: string;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(await readFile(labrador.botKubeconfig, 'utf8'));
  cluster = `${kubeConfig.getCurrentCluster()?.server}/_emulator`;
});
afterAll(async () => labrador?.close());

async function disturb(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${cluster}${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

test('what the API server could not do is asked again until that helps', async () => {
  const grace = await labrador.chat.join('grace');
  await grace.types('/lab start');
  const fails = async (times: number): Promise<void> =>
    disturb('/faults', {match: {method: 'GET', path: '/api/v1/namespaces'}, status: 500, times});
  await fails(2);
  expect(await (await grace.types('/kubectl command:get configmaps')).text()).toContain('kube-root-ca.crt');
  await fails(8);
  const late = await grace.sends('/kubectl command:get configmaps');
  await late.until(/kube-root-ca\.crt/);
});

test('cards stay right when watches are closed, expire, and cannot be opened again for a while', async () => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  const first = await ada.types('/kubectl command:apply -f specs/nginx');
  await first.until(/\*\*Running\*\* · 1\/1 ready/);

  for (const action of ['close', 'expire']) {
    await disturb('/watches', {action});
    const pods = await (await ada.types('/kubectl command:get pods -o name')).output();
    const deleted = await ada.types(`/kubectl command:delete ${pods}`);
    await deleted.until(/\*\*Running\*\* · 1\/1 ready[\s\S]*\*\*gone\*\*/);
  }

  await disturb('/faults', {match: {method: 'GET', path: '/api/v1/pods'}, status: 500, times: 5});
  await disturb('/watches', {action: 'expire'});
  const pods = await (await ada.types('/kubectl command:get pods -o name')).output();
  const deleted = await ada.types(`/kubectl command:delete ${pods}`);
  const card = await deleted.until(/\*\*Running\*\* · 1\/1 ready[\s\S]*\*\*gone\*\*/);
  expect(card).toContain(pods.replace('pod/', ''));
});
