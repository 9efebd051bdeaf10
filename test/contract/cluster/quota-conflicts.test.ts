import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const quotas = '/api/v1/namespaces/default/resourcequotas';
const refusal = 'Operation cannot be fulfilled on resourcequotas "sandbox": the object has been modified';
/** Once, and as often as it is sent again. */
const mostTries = 5;

let cluster: EmulatedCluster;
let server: ApiServer;
beforeAll(async () => {
  cluster = await startCluster();
  server = await ApiServer.open(cluster.clientConfig());
});
beforeEach(async () => {
  await cluster.api('/_emulator/faults', {method: 'DELETE'});
});
afterAll(async () => {
  await server?.close();
  await cluster?.close();
});

const disturb = async (match: {method?: string; path: string}, times: number): Promise<void> => {
  const {status} = await cluster.api('/_emulator/faults', {method: 'POST', body: {match, quota: 'sandbox', times}});
  expect(status).toBeLessThan(300);
};
const make = async (name: string) =>
  server.as(undefined).request({
    method: 'POST',
    path: configMaps,
    body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}},
  });

test('what a quota was changed under is sent again, and made once', async () => {
  await disturb({method: 'POST', path: configMaps}, mostTries - 1);
  expect((await make('late')).status).toBe(201);
  await expect(make('late')).rejects.toMatchObject({reason: 'AlreadyExists'});
});

test('when it is so again and again, that is the answer', async () => {
  await disturb({method: 'POST', path: configMaps}, mostTries);
  await expect(make('never')).rejects.toThrow(refusal);
  // there was no try more
  expect((await make('never')).status).toBe(201);
});

test('that a quota itself was changed by others is for who changes it', async () => {
  await cluster.api(quotas, {method: 'POST', body: {metadata: {name: 'sandbox'}, spec: {hard: {pods: '1'}}}});
  const change = async () =>
    server.as(undefined).request({
      method: 'PATCH',
      path: `${quotas}/sandbox`,
      body: {spec: {hard: {pods: '2'}}},
      contentType: patchTypes.merge,
    });
  await disturb({method: 'PATCH', path: quotas}, 1);
  await expect(change()).rejects.toThrow(refusal);
  expect((await change()).status).toBe(200);
});
