import {afterAll, beforeAll, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';

let beside: BesideKubectl;
beforeAll(async () => {
  beside = await startBesideKubectl();
});
afterAll(async () => beside?.close());

const deployment = (name: string, image: string): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name},
  spec: {
    selector: {matchLabels: {app: name}},
    template: {metadata: {labels: {app: name}}, spec: {containers: [{name: 'main', image}]}},
  },
});
const autoscaler = (maxReplicas: number): object => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: {name: 'web'},
  spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}, maxReplicas},
});
const configMap = (data: object): object => ({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data});
const secret = (stringData: object): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {name: 'keys'},
  stringData,
});

const written = async (...objects: readonly object[]): Promise<void> =>
  beside.write('specs/all.yaml', objects.map((object) => stringify(object)).join('---\n'));

/** Without random names of folders, times of files, and what a trial makes up anew each time. */
const comparable = (text: string): string =>
  text
    .replaceAll(/\/tmp\/(LIVE|MERGED)-\d+\//gu, '$1/')
    .replaceAll(/^((?:---|\+\+\+) \S+)\t.*$/gmu, '$1')
    .replaceAll(/(uid: |creationTimestamp: |resourceVersion: ).*$/gmu, '$1…')
    .trimEnd();

async function theirs(): Promise<string> {
  const {stdout, stderr, code} = await beside.cluster.kubectl(
    'diff --server-side --force-conflicts --field-manager=labrador-apply -f specs/all.yaml',
  );
  expect({stderr, code}).toEqual({stderr: expect.stringMatching(/^(?:exit status 1\n)?$/u), code: expect.any(Number)});
  return comparable(stdout);
}

async function ours(): Promise<string> {
  const outcome = await beside.ours('diff -f specs/all.yaml');
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return comparable(outcome.text);
}

test('what a file would make is told as kubectl tells it', async () => {
  await written(deployment('web', 'nginx:1.18-alpine'), configMap({a: '1'}));
  const told = await ours();
  expect(told).toMatch(/^\+kind: Deployment$/mu);
  expect(told).toBe(await theirs());
});

test('and so is what it would change, without the values of a Secret', async () => {
  await written(autoscaler(2), configMap({a: '1', b: '2'}), secret({kept: 'one', other: 'two'}));
  await beside.ours('apply -f specs/all.yaml');
  expect(await ours()).toBe('');
  expect(await theirs()).toBe('');
  await written(autoscaler(5), configMap({a: '1', c: '3'}), secret({kept: 'one', other: 'three'}));
  const told = await ours();
  expect(told).toMatch(/^\+ {2}maxReplicas: 5$/mu);
  expect(told).toMatch(/^- {2}other: '\*\*\* \(before\)'$/mu);
  expect(told).toBe(await theirs());
});
