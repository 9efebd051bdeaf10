import {readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {parseAllDocuments, stringify} from 'yaml';
import {z} from 'zod';
import {helm} from './programs.ts';

const chart = 'deploy/chart';
const inPlace = ['labrador', chart, '--namespace', 'labrador-system'] as const;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'labrador-chart-'))));
afterAll(async () => rm(folder, {recursive: true, force: true}));

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({name: z.string(), labels: z.record(z.string(), z.string()).optional()}),
});
type KubernetesObject = z.infer<typeof objectSchema>;

/** What the chart makes of these values. */
async function render(values: object = {}, ...args: readonly string[]): Promise<KubernetesObject[]> {
  const file = join(folder, 'values.yaml');
  await writeFile(file, stringify(values));
  const text = await helm('template', ...inPlace, '--values', file, ...args);
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null)
    .map((object) => objectSchema.parse(object));
}

const titles = (objects: readonly KubernetesObject[]): string[] =>
  objects.map(({kind, metadata}) => `${kind} ${metadata.name}`).sort();

test('the chart passes helm lint, all warnings taken as errors', async () => {
  expect(await helm('lint', chart, '--strict', '--namespace', 'labrador-system')).toContain('0 chart(s) failed');
});

test('without values it makes what deploy/app.yaml and the files say', async () => {
  const made = titles(await render());
  const files = ['rbac', 'node-agent', 'admission-policies'].flatMap((name) =>
    parseAllDocuments(readFileSync(`${chart}/files/${name}.yaml`, 'utf8'))
      .map((document): unknown => document.toJS())
      .filter((object) => object !== null)
      .map((object) => objectSchema.parse(object)),
  );
  const app = parseAllDocuments(readFileSync('deploy/app.yaml', 'utf8')).map((document) =>
    objectSchema.parse(document.toJS()),
  );
  // a release is installed into a namespace that is there
  const wanted = titles([...files, ...app]).filter((title) => title !== 'Namespace labrador-system');
  expect(made).toEqual(wanted);
});

test('deploy/app.yaml is what the chart makes without what the cluster needs once', async () => {
  const alone = {cluster: {identities: false, nodeAgent: false, admissionPolicies: false}};
  const file = join(folder, 'alone.yaml');
  await writeFile(file, stringify(alone));
  const text = await helm('template', ...inPlace, '--values', file);
  await expect(text).toMatchFileSnapshot('../../deploy/app.yaml');
});

describe('what is made by choice', () => {
  test.each([
    ['no policies before Kubernetes 1.30', {}, ['--kube-version', '1.29.0'], ['ValidatingAdmissionPolicy'], []],
    ['no Redis beside an external one', external({}), [], ['StatefulSet'], []],
    ['an autoscaler', {worker: {autoscaling: {enabled: true}}}, [], [], ['HorizontalPodAutoscaler labrador-worker']],
    [
      'a ServiceMonitor',
      {metrics: {serviceMonitor: {enabled: true, labels: {release: 'prometheus'}}}},
      [],
      [],
      ['Service labrador-metrics', 'ServiceMonitor labrador-metrics'],
    ],
    [
      'alerts and a dashboard',
      {metrics: {alerts: {enabled: true}, dashboard: {enabled: true}}},
      [],
      [],
      ['PrometheusRule labrador', 'ConfigMap labrador-dashboard'],
    ],
    [
      'no NetworkPolicies',
      {networkPolicy: {enabled: false}},
      [],
      ['NetworkPolicy labrador-bot', 'NetworkPolicy labrador-worker', 'NetworkPolicy labrador-redis'],
      [],
    ],
    ['no node agent', {cluster: {nodeAgent: false}}, [], ['DaemonSet'], []],
  ])('%s', async (_, values, args, absent, present) => {
    const made = titles(await render(values, ...args));
    expect(made).toEqual(expect.arrayContaining(present));
    for (const start of absent) expect(made.filter((title) => title.startsWith(start))).toEqual([]);
  });

  test('own labs, an external Redis with an authority of its own, and what the environment is to hold', async () => {
    const objects = await render({
      ...external({caSecret: 'redis-ca'}),
      labs: {configMaps: [{name: 'my-lab'}], image: {repository: 'our/labs', tag: '7', path: '/all'}},
      settings: {LAB: 'my-lab', RATE_LIMIT: '60'},
    });
    const text = stringify(objects.filter(({kind}) => kind === 'Deployment'));
    for (const expected of ['our/labs:7', '/given/my-lab', 'NODE_EXTRA_CA_CERTS', 'LABS_DIR', 'name: RATE_LIMIT'])
      expect(text).toContain(expected);
    expect(text).toMatch(/name: redis-url\n\s+key: REDIS_URL/);
  });
});

function external(more: object): object {
  return {redis: {enabled: false}, externalRedis: {existingSecret: 'redis-url', ...more}};
}

test.each([
  ['a setting that there is not', {settings: {LABS: 'x'}}, /settings/],
  ['a number for a text', {settings: {RATE_LIMIT: 30}}, /RATE_LIMIT/],
  ['a mistyped value', {workers: {replicas: 3}}, /workers/],
  ['fewer than no Pods', {bot: {replicas: -1}}, /replicas/],
  ['an external Redis without its address', {redis: {enabled: false}}, /externalRedis\.existingSecret is missing/],
])('%s is refused before anything is made', async (_, values, said) => {
  await expect(render(values)).rejects.toThrow(said);
});

test('another namespace is refused, and which one it takes is said', async () => {
  const elsewhere = helm('template', 'labrador', chart, '--namespace', 'default');
  await expect(elsewhere).rejects.toThrow('Install it into the namespace labrador-system');
});

test('two releases of one namespace have no name in common', async () => {
  const once = {cluster: {identities: false, nodeAgent: false, admissionPolicies: false}};
  const file = join(folder, 'second.yaml');
  await writeFile(file, stringify(once));
  const second = parseAllDocuments(
    await helm('template', 'evening', chart, '--namespace', 'labrador-system', '--values', file),
  ).map((document) => objectSchema.parse(document.toJS()));
  const first = new Set(titles(await render()));
  expect(titles(second).filter((title) => first.has(title))).toEqual([]);
});
