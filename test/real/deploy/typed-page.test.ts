import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {yardstickKubectl} from '#test/support/kubectl-binary.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {helmPath} from './programs.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..', '..');
const namespace = 'labrador-system';
const withoutPolicies = '--set cluster.admissionPolicies=false';

/** The lines of the page, those that go on after a backslash as one, without what is said of them behind a `#`. */
const lines = readFileSync(join(repository, 'docs', 'operators.md'), 'utf8')
  .replaceAll(/\\\n +/g, '')
  .split('\n')
  .map((line) => line.trim().replace(/ +# .*$/, ''));

let cluster: EmulatedCluster;
let folder: string;
let path: string;

beforeAll(async () => {
  cluster = await startCluster({nodes: ['node-1']});
  folder = await mkdtemp(join(tmpdir(), 'labrador-page-'));
  await writeFile(join(folder, 'admin.kubeconfig'), cluster.kubeconfig);
  const programs = join(folder, 'bin');
  await mkdir(programs);
  const {path: kubectl} = await yardstickKubectl();
  await symlink(kubectl, join(programs, 'kubectl'));
  const helm = helmPath();
  if (basename(helm) !== helm) await symlink(resolve(helm), join(programs, 'helm'));
  path = `${programs}:${process.env['PATH']}`;
  // a clone, as an operator has it, and a lab of their own in it
  await cp(join(repository, 'deploy'), join(folder, 'deploy'), {recursive: true});
  await cp(join(repository, 'specs', 'pods', 'lab.yaml'), join(folder, 'lab.yaml'));
  await mkdir(join(folder, 'specs'));
  await writeFile(join(folder, 'specs', 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: one}\n');
});
afterAll(async () => {
  await cluster?.close();
  await rm(folder, {recursive: true, force: true});
});

/**
 * Types the one line of the page that begins so, in a shell. Its images are nowhere, so nothing can be waited for; and the
 * emulated cluster takes no admission policies.
 */
async function types(start: string): Promise<string> {
  const found = [...new Set(lines.filter((line) => line.startsWith(start)))];
  expect(found, `lines of the page that begin with ${start}`).toHaveLength(1);
  const line = (found[0] ?? '').replace(/ --wait$/, '');
  return typesAsIs(/^helm (?:install|upgrade) /.test(line) ? `${line} ${withoutPolicies}` : line);
}

async function typesAsIs(line: string): Promise<string> {
  const env = {...process.env, PATH: path, HOME: folder};
  const before = lines.find((one) => one.startsWith('export KUBECONFIG='));
  return (await run('bash', ['-euo', 'pipefail', '-c', `${before}\n${line}`], {cwd: folder, env})).stdout;
}

const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number(),
    template: z.looseObject({
      metadata: z.looseObject({annotations: z.record(z.string(), z.string()).optional()}),
      spec: z.looseObject({containers: z.array(z.looseObject({image: z.string()}))}),
    }),
  }),
});

async function deployment(name: string): Promise<z.infer<typeof deploymentSchema>['spec']> {
  const {body} = await cluster.api(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`);
  return deploymentSchema.parse(body).spec;
}

const imageOf = async (name: string): Promise<string | undefined> =>
  (await deployment(name)).template.spec.containers[0]?.image;

const statusOf = async (url: string): Promise<number> => (await cluster.api(url)).status;
const clusterRole = '/apis/rbac.authorization.k8s.io/v1/clusterroles/labrador-impersonate-learner';

test('what is typed to install, update, go back, add a second one and take the first away does so', async () => {
  await types('kubectl create namespace labrador-system');
  await types('kubectl label namespace labrador-system');
  await types('kubectl -n labrador-system create secret generic labrador ');
  await types('helm install labrador ');
  expect(await imageOf('labrador-bot')).toBe('REGISTRY/labrador:0.1.0');
  expect(await statusOf(clusterRole)).toBe(200);
  await waitUntil('its Pods are listed', async () =>
    (await types('kubectl -n labrador-system get pods')).includes('labrador-bot-') ? true : undefined,
  );
  // one that does not run is told, and keeps nobody from reading what the others have to say
  const logs = await types('kubectl -n labrador-system logs ');
  for (const part of ['bot', 'worker']) expect(logs.split(`container "${part}" in pod`)).toHaveLength(3);

  await types('kubectl -n labrador-system create configmap my-lab ');
  const {body: map} = await cluster.api(`/api/v1/namespaces/${namespace}/configmaps/my-lab`);
  expect(Object.keys(map.data).sort()).toEqual(['lab.yaml', 'specs__pod.yaml']);
  await types('kubectl -n labrador-system rollout restart deployment ');
  for (const name of ['labrador-bot', 'labrador-worker']) {
    const {annotations} = (await deployment(name)).template.metadata;
    expect(annotations).toHaveProperty(['kubectl.kubernetes.io/restartedAt']);
  }
  const [, ofRedis = ''] = /`(kubectl [^`]* rollout restart statefulset [^`]*)`/.exec(lines.join('\n')) ?? [];
  expect(await typesAsIs(ofRedis)).toContain('statefulset.apps/labrador-redis restarted');
  expect(await types('kubectl -n labrador-system rollout status ')).toContain('roll out complete');

  await types('kubectl -n labrador-system scale deployment labrador-bot labrador-worker --replicas=0');
  expect((await deployment('labrador-worker')).replicas).toBe(0);
  await types('kubectl -n labrador-system scale deployment labrador-bot labrador-worker --replicas=2');
  expect((await deployment('labrador-bot')).replicas).toBe(2);

  await types('helm upgrade labrador ');
  // what was set stays
  expect(await imageOf('labrador-worker')).toBe('REGISTRY/labrador:NEW');
  await types('helm rollback labrador ');
  expect(await imageOf('labrador-worker')).toBe('REGISTRY/labrador:0.1.0');

  await types('kubectl -n labrador-system create secret generic evening ');
  // what the cluster has once is not taken from the first
  const evening = lines.find((line) => line.startsWith('helm install evening ')) ?? '';
  const withAll = evening.replaceAll(/ --set cluster\.\S+| --wait/g, '');
  await expect(typesAsIs(`${withAll} ${withoutPolicies}`)).rejects.toThrow('cannot be imported');
  await types('helm install evening ');
  await types('helm uninstall labrador ');
  expect(await statusOf(clusterRole)).toBe(404);
  expect(await imageOf('evening-bot')).toBe('REGISTRY/labrador:0.1.0');
  await types('helm upgrade evening ');
  expect(await statusOf(clusterRole)).toBe(200);
  expect(await imageOf('evening-bot')).toBe('REGISTRY/labrador:0.1.0');
  await typesAsIs('helm uninstall evening --namespace labrador-system');
  await typesAsIs('kubectl delete namespace labrador-system');
});

test('what is typed without Helm makes the same', async () => {
  await types('kubectl apply -k deploy/');
  expect(await statusOf(clusterRole)).toBe(200);
  await types('kubectl -n labrador-system create secret generic labrador ');
  await types('sed ');
  for (const name of ['labrador-bot', 'labrador-worker']) expect(await imageOf(name)).toBe('REGISTRY/labrador:0.1.0');
});
