import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(async () => {
  await cluster.close();
});

// from 1.32 on these are sent as protobuf
describe('kubectl create', () => {
  it.each([
    ['namespace two', 'namespace two', '{.metadata.name}', 'two'],
    ['configmap c --from-literal=a=1', 'configmap c', '{.data}', '{"a":"1"}'],
    ['secret generic s --from-literal=p=x', 'secret s', '{.data}', '{"p":"eA=="}'],
    [
      'deployment web --image=nginx:1.18-alpine --replicas=0 --port=80',
      'deployment web',
      '{.spec.replicas} {.spec.template.spec.containers[0].ports}',
      '0 [{"containerPort":80,"protocol":"TCP"}]',
    ],
    [
      'service clusterip cs --tcp=80:8080',
      'service cs',
      '{.spec.ports[0].targetPort} {.spec.selector}',
      '8080 {"app":"cs"}',
    ],
    ['serviceaccount robot', 'serviceaccount robot', '{.metadata.name}', 'robot'],
    ['quota q --hard=pods=5,cpu=2', 'quota q', '{.spec.hard}', '{"cpu":"2","pods":"5"}'],
    ['role r --verb=get --resource=pods,deployments.apps', 'role r', '{.rules[*].apiGroups}', '[""] ["apps"]'],
    ['rolebinding rb --role=r --serviceaccount=default:robot', 'rolebinding rb', '{.subjects[0].name}', 'robot'],
    [
      'ingress web --class=none --rule=web.local/a*=web:80,tls=cert --default-backend=other:http',
      'ingress web',
      '{.spec}',
      '{"defaultBackend":{"service":{"name":"other","port":{"name":"http"}}},"ingressClassName":"none",' +
        '"rules":[{"host":"web.local","http":{"paths":[{"backend":{"service":{"name":"web","port":{"number":80}}},' +
        '"path":"/a","pathType":"Prefix"}]}}],"tls":[{"hosts":["web.local"],"secretName":"cert"}]}',
    ],
  ])('%s', async (line, object, path, expected) => {
    expect(await cluster.kubectl(`create ${line}`)).toMatchObject({code: 0});
    const {stdout} = await cluster.kubectl(`get ${object} -o jsonpath=${path.replaceAll(' ', '{"\\u0020"}')}`);
    expect(stdout).toBe(expected);
  });
});

describe('a body in protobuf', () => {
  const send = async (body: Uint8Array): Promise<Response> =>
    fetch(`${cluster.url}/api/v1/namespaces/default/configmaps`, {
      method: 'POST',
      headers: {'content-type': 'application/vnd.kubernetes.protobuf'},
      body,
    });
  const field = (number: number, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
  const unknown = Buffer.from([0xf8, 0x07, 1]);
  const envelope = (apiVersion: string, kind: string, object: Buffer = unknown): Buffer => {
    const typeMeta = Buffer.concat([field(1, Buffer.from(apiVersion)), field(2, Buffer.from(kind))]);
    return Buffer.concat([Buffer.from('k8s\0'), field(1, typeMeta), field(2, object)]);
  };

  it('of a kind or with a field that is not read here is 501, and says so', async () => {
    for (const [body, said] of [
      [envelope('apps/v1', 'StatefulSet'), 'does not support StatefulSet in'],
      [envelope('v1', 'ConfigMap'), 'does not support field 127 of ConfigMap in'],
    ] as const) {
      const response = await send(body);
      expect(response.status).toBe(501);
      expect(await response.text()).toContain(said);
    }
  });

  it('that is cut off is 400', async () => {
    expect((await send(envelope('v1', 'ConfigMap').subarray(0, -1))).status).toBe(400);
  });

  it('has the options of a deletion, as Helm sends them', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    await cluster.api(path, {method: 'POST', body: {metadata: {name: 'release'}}});
    const remove = async (options: Buffer): Promise<Response> =>
      fetch(`${cluster.url}${path}/release`, {
        method: 'DELETE',
        headers: {
          authorization: `Bearer ${cluster.clientConfig().getCurrentUser()?.token}`,
          'content-type': 'application/vnd.kubernetes.protobuf',
        },
        body: envelope('v1', 'DeleteOptions', options),
      });
    expect((await remove(field(5, Buffer.from('All')))).status).toBe(200);
    expect((await cluster.api(`${path}/release`)).status).toBe(200);
    expect((await remove(Buffer.alloc(0))).status).toBe(200);
    expect((await cluster.api(`${path}/release`)).status).toBe(404);
  });
});
