import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mergePatchType, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const corePath = '/api/v1/namespaces/default';
const appsPath = '/apis/apps/v1/namespaces/default';
const deprecated = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster();
  await waitUntil(async () => {
    const {status} = await cluster.api(`${corePath}/serviceaccounts/default`);
    return status === 200 ? true : undefined;
  }, 'the default ServiceAccount');
});
afterAll(async () => {
  await cluster.close();
});

describe('who asks for Endpoints', () => {
  it.each([
    ['all of them', 'GET', `${corePath}/endpoints`],
    ['one of them', 'GET', `${corePath}/endpoints/none`],
    ['the end of one', 'DELETE', `${corePath}/endpoints/none`],
  ])('is told that they are deprecated: %s', async (_, method, path) => {
    const {headers} = await cluster.api(path, {method});
    expect(headers.get('warning')).toBe(`299 - "${deprecated}"`);
  });

  it('hears nothing of it where others are asked for', async () => {
    expect((await cluster.api(`${corePath}/services`)).headers.get('warning')).toBeNull();
  });
});

const pod = (name: string, container: object, spec: object = {}): object => ({
  metadata: {name},
  spec: {nodeSelector: {none: 'such'}, containers: [{name: 'c', image: 'i', ...container}], ...spec},
});
const deployment = (name: string, container: object): object => ({
  metadata: {name},
  spec: {
    replicas: 0,
    selector: {matchLabels: {app: name}},
    template: {metadata: {labels: {app: name}}, spec: {containers: [{name: 'c', image: 'i', ...container}]}},
  },
});
const twice = [
  {name: 'A', value: '1'},
  {name: 'A', value: '2'},
];

describe('what is hardly meant is taken with a warning', () => {
  it.each([
    [
      'a variable twice',
      pod('twice', {env: twice}),
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ],
    [
      'a port twice',
      pod('ports', {ports: [{containerPort: 80}, {containerPort: 80, hostPort: 80}]}),
      'spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]',
    ],
    [
      'a name that is no host name',
      pod('a.b', {}),
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ],
    [
      'a label of nodes by its old name',
      pod('old', {}, {nodeSelector: {'beta.kubernetes.io/os': 'linux'}}),
      'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    ],
  ])('%s', async (_, body, warning) => {
    const {status, headers} = await cluster.api(`${corePath}/pods`, {method: 'POST', body});
    expect(status).toBe(201);
    expect(headers.get('warning')).toBe(`299 - "${warning.replaceAll('"', String.raw`\"`)}"`);
  });

  it('but not once more where nothing of it changes', async () => {
    const made = await cluster.api(`${appsPath}/deployments`, {method: 'POST', body: deployment('web', {env: twice})});
    expect(made.headers.get('warning')).toContain('spec.template.spec.containers[0].env[1]: hides previous definition');
    const body = {metadata: {labels: {a: 'b'}}};
    const labelled = await cluster.api(`${appsPath}/deployments/web`, {
      method: 'PATCH',
      body,
      contentType: mergePatchType,
    });
    expect(labelled.status).toBe(200);
    expect(labelled.headers.get('warning')).toBeNull();
  });
});
