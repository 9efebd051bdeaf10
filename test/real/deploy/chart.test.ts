import {readFileSync} from 'node:fs';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {helm} from './programs.ts';
import {alone, chart, named, objectsOf, render, renderText, titles, type KubernetesObject} from './rendered.ts';

const home = 'labrador-system';

test('the chart passes helm lint, all warnings taken as errors', async () => {
  expect(await helm('lint', chart, '--strict', '--namespace', 'labrador-system')).toContain('0 chart(s) failed');
});

const appFile = resolve('deploy/app.yaml');

test('without values it makes what deploy/app.yaml and the files say', async () => {
  const made = await render();
  const files = ['rbac', 'node-agent', 'admission-policies', 'ingress-class'].flatMap((name) =>
    objectsOf(readFileSync(`${chart}/files/${name}.yaml`, 'utf8')),
  );
  const app = objectsOf(readFileSync(appFile, 'utf8'));
  // a release is installed into a namespace that is there
  const wanted = [...files, ...app].filter(({kind, metadata}) => `${kind} ${metadata.name}` !== `Namespace ${home}`);
  expect(titles(made)).toEqual(titles(wanted));
  // each as it stands there, to the last field: what one installs by the files is what one installs by Helm
  const byItself = (objects: readonly KubernetesObject[]): Map<string, KubernetesObject> =>
    new Map(
      objects.map((object) => {
        const {kind, metadata} = object;
        const labels = {...metadata.labels, 'app.kubernetes.io/part-of': 'labrador'};
        return [
          `${kind} ${String(metadata['namespace'])}/${metadata.name}`,
          {...object, metadata: {...metadata, labels}},
        ];
      }),
    );
  expect(byItself(made)).toEqual(byItself(wanted));
});

test('deploy/app.yaml is what the chart makes without what the cluster needs once', async () => {
  await expect(await renderText(alone)).toMatchFileSnapshot(appFile);
});

test('a new version of Labrador is another bot and another worker, and leaves the Pod of Redis as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-next-'));
  try {
    const next = join(folder, 'chart');
    await cp(chart, next, {recursive: true});
    const about = await readFile(join(next, 'Chart.yaml'), 'utf8');
    await writeFile(join(next, 'Chart.yaml'), about.replaceAll(/^(version|appVersion): .*$/gm, '$1: 97.0.0'));
    const objects = objectsOf(await helm('template', 'labrador', next, '--namespace', home));
    const podOf = (of: readonly KubernetesObject[], title: string): unknown =>
      Object(named(of, title)['spec']).template;
    const before = await render();
    for (const process of ['bot', 'worker']) {
      const title = `Deployment labrador-${process}`;
      expect(stringify(podOf(objects, title))).toContain('image: labrador:97.0.0\n');
      expect(podOf(objects, title)).not.toEqual(podOf(before, title));
    }
    expect(podOf(objects, 'StatefulSet labrador-redis')).toEqual(podOf(before, 'StatefulSet labrador-redis'));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
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
  ['a mistyped limit', {worker: {resources: {limit: {memory: '1Gi'}}}}, /limit/],
  ['a limit that is no quantity', {redis: {resources: {limits: {memory: '1 GB'}}}}, /memory/],
  ['a mistyped toleration', {bot: {tolerations: [{key: 'a', effects: 'NoSchedule'}]}}, /effects/],
  ['fewer than no Pods', {bot: {replicas: -1}}, /replicas/],
  ['a mistyped peer', {networkPolicy: {metricsFrom: [{namespaceSelectors: {}}]}}, /metricsFrom/],
  [
    'a Redis that fills more than it may have',
    {redis: {maxmemory: '1gb'}},
    /maxmemory \(1gb\) is not below .*\(512Mi\)/,
  ],
  ['a Redis that fills all that it may have', {redis: {maxmemory: '512mb'}}, /Leave a quarter of the limit above it/],
  ['an external Redis without its address', {redis: {enabled: false}}, /externalRedis\.existingSecret is missing/],
])('%s is refused before anything is made', async (_, values, said) => {
  await expect(render(values)).rejects.toThrow(said);
});

test.each([{limits: {memory: '2Gi'}}, {limits: {memory: '1365Mi'}}, {limits: null}, {limits: {memory: '1500M'}}])(
  'a Redis of 1gb with %j is made',
  async (resources) => {
    const redis = named(await render({...alone, redis: {maxmemory: '1gb', resources}}), 'StatefulSet labrador-redis');
    expect(stringify(redis)).toContain('- 1gb\n');
  },
);

test('another namespace is refused, and which one it takes is said', async () => {
  const elsewhere = helm('template', 'labrador', chart, '--namespace', 'default');
  await expect(elsewhere).rejects.toThrow('Install it into the namespace labrador-system');
});
