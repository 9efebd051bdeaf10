import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

let installed: InstalledCluster;
let cluster: EmulatedCluster;
let bot: ApiServer;
const sandbox = sandboxSpec({nodes: ['lab-node-1']});

beforeAll(async () => {
  installed = await installedCluster();
  ({cluster, bot} = installed);
  await run({kind: 'start'}, []);
});
afterAll(async () => installed?.close());

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
