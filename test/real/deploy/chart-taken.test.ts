import {afterAll, beforeAll, expect, test} from 'vitest';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {alone, named, render, type KubernetesObject} from './rendered.ts';

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster({nodes: ['node-1']});
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: 'labrador-system'}}});
});
afterAll(async () => cluster?.close());

const plurals: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  Deployment: 'deployments',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  NetworkPolicy: 'networkpolicies',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services',
  StatefulSet: 'statefulsets',
};

/** What the API server says when it is to be made, unknown fields refused; nothing is. */
async function refusalOf(object: KubernetesObject): Promise<string | undefined> {
  const {apiVersion, kind} = object;
  const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const path = `${group}/namespaces/labrador-system/${plurals[kind]}?fieldValidation=Strict&dryRun=All`;
  const {status, text} = await cluster.api(path, {method: 'POST', body: object});
  return status === 201 ? undefined : `${kind} ${object.metadata.name}: ${text}`;
}

const toleration = {key: 'class', operator: 'Equal', value: 'own', effect: 'NoSchedule'};
const elsewhere = {nodeSelector: {disk: 'fast'}, tolerations: [toleration]};

test.each([
  ['nothing', {}],
  [
    'an external Redis by TLS, and labs of an image and of ConfigMaps,',
    {
      redis: {enabled: false},
      externalRedis: {existingSecret: 'redis-url', caSecret: 'redis-ca', ports: [6390]},
      labs: {configMaps: [{name: 'mine'}], image: {repository: 'our/labs', tag: '7', path: '/all'}},
      imagePullSecrets: ['one'],
      bot: elsewhere,
      worker: elsewhere,
      networkPolicy: {metricsFrom: [{ipBlock: {cidr: '10.0.0.0/8'}}]},
    },
  ],
  [
    'a Redis with a password on chosen nodes, an autoscaler and a dashboard',
    {
      redis: {existingSecret: 'redis', persistence: {storageClass: 'fast', size: '3Gi'}, ...elsewhere},
      worker: {autoscaling: {enabled: true}},
      metrics: {dashboard: {enabled: true}},
    },
  ],
  ['a Redis without a volume', {redis: {persistence: {enabled: false}}}],
])(
  'with %s chosen the chart makes what an API server takes, without a field that it does not know',
  async (_, values) => {
    const objects = await render({...alone, ...values});
    const refused = await Promise.all(objects.map(refusalOf));
    expect(refused.filter((refusal) => refusal !== undefined)).toEqual([]);
  },
);

test('a field that it does not know is refused', async () => {
  const deployment = named(await render(alone), 'Deployment labrador-bot');
  const mistyped = {...deployment, spec: {...Object(deployment['spec']), replica: 2}};
  expect(await refusalOf(mistyped)).toContain('unknown field \\"spec.replica\\"');
});
