import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {helmOn} from './programs.ts';
import {alone, chart, named, render} from './rendered.ts';

const namespace = 'labrador-system';
const worker = `/apis/apps/v1/namespaces/${namespace}/deployments/labrador-worker`;
const autoscaled = ['--set', 'worker.autoscaling.enabled=true'];

let cluster: EmulatedCluster;
let folder: string;
beforeAll(async () => {
  cluster = await startCluster({nodes: ['node-1']});
  folder = await mkdtemp(join(tmpdir(), 'labrador-autoscaling-'));
  await writeFile(join(folder, 'kubeconfig'), cluster.kubeconfig);
  await writeFile(join(folder, 'values.json'), JSON.stringify(alone));
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: namespace}}});
});
afterAll(async () => {
  await cluster?.close();
  await rm(folder, {recursive: true, force: true});
});

const onCluster = async (...args: readonly string[]): Promise<string> =>
  helmOn(join(folder, 'kubeconfig'), ...args, '--namespace', namespace);
const release = async (verb: 'install' | 'upgrade', ...args: readonly string[]): Promise<string> =>
  onCluster(verb, 'labrador', chart, '--values', join(folder, 'values.json'), ...args);

const deploymentSchema = z.looseObject({spec: z.looseObject({replicas: z.number()})});
const workers = async (): Promise<number> => deploymentSchema.parse((await cluster.api(worker)).body).spec.replicas;

/** As an autoscaler does it. */
const scale = async (replicas: number): Promise<unknown> =>
  cluster.api(`${worker}/scale`, {
    method: 'PATCH',
    body: {spec: {replicas}},
    contentType: 'application/merge-patch+json',
  });

test('workers stay as many as they are when an autoscaler is switched on, and at each upgrade under it', async () => {
  await release('install');
  expect(await workers()).toBe(2);
  await release('upgrade', ...autoscaled);
  expect(await workers()).toBe(2);
  await release('upgrade', ...autoscaled, '--set-string', 'settings.RATE_LIMIT=50');
  expect(await workers()).toBe(2);
  await scale(4);
  await release('upgrade', ...autoscaled, '--set-string', 'settings.RATE_LIMIT=60');
  expect(await workers()).toBe(4);
  // what the page says of going back, and of switching it off
  await expect(onCluster('rollback', 'labrador', '2')).rejects.toThrow('.spec.replicas');
  await onCluster('rollback', 'labrador', '2', '--force-conflicts');
  expect(await workers()).toBe(2);
  await scale(5);
  await release('upgrade', '--force-conflicts');
  expect(await workers()).toBe(2);
});

test('the first workers of an autoscaler are its fewest', async () => {
  const objects = await render({...alone, worker: {autoscaling: {enabled: true, minReplicas: 3, maxReplicas: 9}}});
  expect(named(objects, 'Deployment labrador-worker')).toMatchObject({spec: {replicas: 3}});
  expect(named(objects, 'HorizontalPodAutoscaler labrador-worker')).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'labrador-worker'},
      minReplicas: 3,
      maxReplicas: 9,
      metrics: [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 200}}}],
    },
  });
});

test('a cluster that serves no autoscaling/v2 is told so, and one that does is not', async () => {
  const values = {...alone, worker: {autoscaling: {enabled: true}}};
  await expect(render(values, '--kube-version', '1.22.0')).rejects.toThrow(
    'worker.autoscaling takes Kubernetes 1.23 or newer, for autoscaling/v2; this one is v1.22.0. Set worker.replicas.',
  );
  expect(await render(values, '--kube-version', '1.23.0')).not.toEqual([]);
});

test.each([['more at least than at most', {minReplicas: 7, maxReplicas: 6}]])(
  '%s is refused',
  async (_, autoscaling) => {
    const values = {...alone, worker: {autoscaling: {enabled: true, ...autoscaling}}};
    await expect(render(values)).rejects.toThrow('worker.autoscaling.minReplicas (7) is more than maxReplicas (6).');
  },
);
