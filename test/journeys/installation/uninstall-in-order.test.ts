import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {z} from 'zod';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const run = promisify(execFile);
const scripts = join(import.meta.dirname, '..', '..', '..', 'scripts');
const daemonSet = '/apis/apps/v1/namespaces/labrador-nodes/daemonsets/labrador-node-agent';

let cluster: EmulatedCluster;
let kubeconfig: string;
let admin: ApiServer;

beforeEach(async () => {
  cluster = await startCluster({nodes: ['node-1', 'node-2']});
  kubeconfig = join(cluster.directory, 'admin.kubeconfig');
  await writeFile(kubeconfig, cluster.kubeconfig);
  admin = await ApiServer.open(cluster.clientConfig());
});
afterEach(async () => {
  await admin.close();
  await cluster.close();
});

const endedSchema = z.looseObject({code: z.number().optional(), stdout: z.string()});

/** Runs a script as an operator does; answers what it printed, after the code that it ended with. */
async function script(name: string, ...args: readonly string[]): Promise<string> {
  const env = {PATH: process.env['PATH'], HOME: cluster.directory, KUBECONFIG: kubeconfig};
  const command = [join(scripts, `${name}.ts`), '--timeout', '20', ...args];
  const ended = await run(process.execPath, command, {env}).catch((error: unknown) => endedSchema.parse(error));
  return `${endedSchema.parse(ended).code ?? 0}\n${ended.stdout}`;
}

async function makeSandbox(): Promise<void> {
  for (const manifest of sandboxManifests(sandboxSpec()))
    await applyManifest(admin.as(undefined), manifest, {fieldManager: 'test'});
}

/** As `helm uninstall` does. */
async function takeAgentAway(): Promise<void> {
  await cluster.api(daemonSet, {method: 'DELETE'});
  await waitUntil('the agents are gone', async () => {
    const {body} = await cluster.api('/api/v1/namespaces/labrador-nodes/pods');
    return body.items.length === 0 ? true : undefined;
  });
}

async function marks(): Promise<unknown[]> {
  const {body} = await cluster.api('/api/v1/nodes');
  return body.items.map(({metadata}: {metadata: {annotations?: Record<string, string>}}) =>
    Object.keys(metadata.annotations ?? {}).filter((key) => key.startsWith('labrador.dev/')),
  );
}

test('sandboxes and their folders are taken alone, for what was installed by Helm', async () => {
  await script('cluster-install');
  await makeSandbox();
  const asked = await script('cluster-uninstall', '--sandboxes');
  expect(asked).toContain(`removes  namespace/${namespace}\n`);
  expect(asked).not.toContain('clusterrole');
  const removed = await script('cluster-uninstall', '--sandboxes', '--yes');
  expect(removed).toMatch(/^0\n/);
  expect(removed).toContain(`removed  namespace/${namespace}\n`);
  expect(removed).toContain('erased   /var/lib/labrador/sandboxes on node-2\n');
  expect(removed).toMatch(/The sandboxes are gone, with their host folders; what was installed stays\.\n$/);
  expect((await cluster.api(daemonSet)).status).toBe(200);
  expect(await marks()).toEqual([[], []]);
});

test('folders that no agent could erase are told until one has, however often it is asked', async () => {
  await script('cluster-install');
  await makeSandbox();
  await takeAgentAway();
  const note = 'note     No node agent runs on node-1: learners’ files would stay there. Install again first.\n';
  expect(await script('cluster-uninstall')).toContain(note);
  const first = await script('cluster-uninstall', '--yes');
  expect(first).toMatch(/^1\n/);
  expect(first).toContain(`removed  namespace/${namespace}\n`);
  const left =
    'stays    /var/lib/labrador/sandboxes on node-1: not erased: no node agent runs there; install again, then uninstall\n';
  expect(first).toContain(left.replace('not erased', 'not looked at'));
  for (const args of [[], ['--yes'], ['--sandboxes', '--yes']]) {
    const again = await script('cluster-uninstall', ...args);
    expect(again).toMatch(/^1\n/);
    expect(again).toContain(left);
    expect(again).not.toContain('There is nothing of Labrador here.');
  }
  await script('cluster-install');
  const last = await script('cluster-uninstall', '--yes');
  expect(last).toMatch(/^0\n/);
  expect(last).toContain('erased   /var/lib/labrador/sandboxes on node-1\n');
  expect(await marks()).toEqual([[], []]);
  expect(await script('cluster-uninstall', '--yes')).toMatch(/^0\n[\s\S]*There is nothing of Labrador here\.\n$/);
});
