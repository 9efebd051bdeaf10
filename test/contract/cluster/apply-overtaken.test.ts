import {afterAll, beforeAll, expect, test} from 'vitest';
import {ApiClient, ApiServer, type ApiResponse} from '#src/cluster/api/api-client.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import {unattended, type OperationContext} from '#src/cluster/operations/operation-context.ts';
import {diff} from '#src/cluster/operations/diff.ts';
import {apply} from '#src/cluster/operations/apply.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const path = `/apis/apps/v1/namespaces/${namespace}/deployments/web`;
const mergePatch = 'application/merge-patch+json';

const deployment = (image: string, extra = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web${extra}}}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: "${image}"}]}
`;

let cluster: EmulatedCluster;
let server: ApiServer;
beforeAll(async () => {
  cluster = await startCluster();
  server = await ApiServer.open(cluster.clientConfig());
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: namespace}}});
});
afterAll(async () => {
  await server?.close();
  await cluster?.close();
});

/** A client whose every change comes right after somebody else's. */
class Overtaken extends ApiClient {
  override async request(request: ApiRequest): Promise<ApiResponse> {
    if (request.method === 'PATCH') await this.meanwhile();
    return super.request(request);
  }

  meanwhile: () => Promise<unknown> = async () => Promise.resolve();
}

/** Of an operation whose every change comes right after something else. */
function overtaken(meanwhile: () => Promise<unknown>): OperationContext {
  const client = new Overtaken(server, undefined, 1024 * 1024);
  client.meanwhile = meanwhile;
  return unattended({
    sandbox: sandboxSpec(),
    identities: {system: () => client, learner: () => client},
    signal: AbortSignal.timeout(20_000),
  });
}

/** What applying the YAML says, when a controller writes between its reading and its change. */
async function applyOvertaken(yaml: string, meanwhile: () => Promise<unknown>): Promise<string | undefined> {
  const outcome = await apply({kind: 'apply', sources: [{name: 'web.yaml', yaml}]}, overtaken(meanwhile));
  return outcome.kind === 'done' ? outcome.text : JSON.stringify(outcome);
}

let writes = 0;
async function writeStatus(): Promise<void> {
  writes += 1;
  const conditions = [{type: 'Progressing', status: 'True', reason: `Write${writes}`, message: ''}];
  const {status} = await cluster.api(`${path}/status`, {
    method: 'PATCH',
    body: {status: {conditions}, metadata: {annotations: {'deployment.kubernetes.io/revision': String(writes)}}},
    contentType: mergePatch,
  });
  expect(status).toBe(200);
}

test('what a controller writes meanwhile is not said to be changed by an apply', async () => {
  const nothing = async (): Promise<void> => Promise.resolve();
  expect(await applyOvertaken(deployment('busybox:1.36'), nothing)).toBe('deployment.apps/web created');
  expect(await applyOvertaken(deployment('busybox:1.36'), writeStatus)).toBe('deployment.apps/web unchanged');
  expect(await applyOvertaken(deployment('nginx:1.18-alpine'), writeStatus)).toBe('deployment.apps/web configured');
  expect(await applyOvertaken(deployment('nginx:1.18-alpine', ', tier: one'), writeStatus)).toBe(
    'deployment.apps/web configured',
  );
  expect(await applyOvertaken(deployment('nginx:1.18-alpine'), writeStatus)).toBe('deployment.apps/web configured');
  expect(await applyOvertaken(deployment('nginx:1.18-alpine'), writeStatus)).toBe('deployment.apps/web unchanged');
});

test('what a controller writes meanwhile is not told as a difference, unless it never ends', async () => {
  const compare = async (meanwhile: () => Promise<unknown>): Promise<string> => {
    const sources = [{name: 'web.yaml', yaml: deployment('nginx:1.18-alpine')}];
    const outcome = await diff({kind: 'diff', sources}, overtaken(meanwhile));
    return outcome.kind === 'done' ? (outcome.text ?? '') : JSON.stringify(outcome);
  };
  const few = 2;
  const end = writes + few;
  expect(await compare(async () => (writes < end ? writeStatus() : undefined))).toBe('');
  expect(writes).toBe(end);
  expect(await compare(writeStatus)).toMatch(/^diff -u -N LIVE[^]*\n\+ *resourceVersion: /);
});
