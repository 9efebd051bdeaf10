import {afterAll, beforeAll, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {sandboxSpec} from '#test/unit/sandbox/sandbox-fixture.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {startCluster, type EmulatedCluster} from '../kubernetes/emulated-cluster.ts';

let cluster: EmulatedCluster;
let admin: ApiServer;
let bot: ApiServer;
const sandbox = sandboxSpec({nodes: ['lab-node-1']});

beforeAll(async () => {
  cluster = await startCluster();
  admin = await ApiServer.open(cluster.clientConfig());
  bot = await ApiServer.open(await installLabrador(admin, deployFolder));
  await run({kind: 'start'}, []);
});
afterAll(async () => {
  await bot?.close();
  await admin?.close();
  await cluster?.close();
});

async function run(
  operation: Parameters<typeof runOperation>[0],
  shown: string[],
  signal = new AbortController().signal,
): Promise<Outcome> {
  const context = unattended({sandbox, identities: identitiesOf(bot), signal});
  return runOperation(operation, {
    ...context,
    showProgress: async (text) => {
      shown.push(text);
    },
  });
}

const faults = async (times: number, path: string): Promise<void> => {
  const method = times === 0 ? 'DELETE' : 'POST';
  const body = times === 0 ? {} : {body: JSON.stringify({match: {method: 'GET', path}, status: 500, times})};
  const headers = {'content-type': 'application/json'};
  await fetch(`${cluster.url}/_emulator/faults`, {method, headers, ...body});
};

test.each([
  ['get pods', `/api/v1/namespaces/${sandbox.namespace}/pods`],
  ['get deployments', `/apis/apps/v1/namespaces/${sandbox.namespace}/deployments`],
  ['describe configmap kube-root-ca.crt', `/api/v1/namespaces/${sandbox.namespace}`],
  ['events', `/api/v1/namespaces/${sandbox.namespace}`],
])('%s is asked again while the server cannot read, and says so', {timeout: 60_000}, async (line, path) => {
  const shown: string[] = [];
  await faults(1_000, path);
  const asked = run(parseKubectl(line, {files: new Map()}).operation, shown);
  await waitUntil('it is said', async () => (shown.some((text) => /asked again/.test(text)) ? true : undefined));
  await faults(0, path);
  expect((await asked).kind).toBe('done');
});

test('who cancels waits for it no longer', async () => {
  await faults(1_000, '/api/v1');
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('cancelled')), 1_500);
  expect(await run(parseKubectl('get pods', {files: new Map()}).operation, [], stop.signal)).toEqual({
    kind: 'cancelled',
  });
  await faults(0, '');
});
