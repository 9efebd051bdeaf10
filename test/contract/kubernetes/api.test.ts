import {CoreV1Api, Exec, VersionApi} from '@kubernetes/client-node';
import {PassThrough} from 'node:stream';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  applyPatchType,
  mergePatchType,
  podManifest,
  startReadyCluster,
  tableType,
  waitUntil,
  type EmulatedCluster,
} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const podsPath = '/api/v1/namespaces/default/pods';
const configMaps = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  cluster = await startReadyCluster();
});

afterAll(async () => {
  await cluster.close();
});

function configMap(name: string, data: Record<string, string> = {}, metadata: object = {}): object {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, ...metadata}, data};
}

async function running(name: string): Promise<void> {
  await waitUntil(async () => {
    const {body} = await cluster.api(`${podsPath}/${name}`);
    return body.status.containerStatuses?.[0]?.ready === true ? true : undefined;
  }, `${name} to run`);
}

describe('errors', () => {
  it.each([
    ['a missing object', 'GET', `${podsPath}/nope`, undefined, 404, 'pods "nope" not found'],
    [
      'a missing namespace',
      'POST',
      '/api/v1/namespaces/nope/pods',
      podManifest('a'),
      404,
      'namespaces "nope" not found',
    ],
    [
      'an unknown path',
      'GET',
      '/apis/nope/v1/things',
      undefined,
      404,
      'the server could not find the requested resource',
    ],
    [
      'a selector that does not match',
      'POST',
      '/apis/apps/v1/namespaces/default/daemonsets',
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: {name: 'x'},
        spec: {
          selector: {matchLabels: {app: 'x'}},
          template: {metadata: {labels: {app: 'y'}}, spec: {containers: [{name: 'c', image: 'nginx'}]}},
        },
      },
      422,
      'DaemonSet.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"app":"y"}: `selector` does not match template `labels`',
    ],
    [
      'a Pod without containers',
      'POST',
      podsPath,
      {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'x'}, spec: {}},
      422,
      'Pod "x" is invalid: spec.containers: Required value',
    ],
    [
      'a wrong type',
      'POST',
      podsPath,
      {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'x'}, spec: {containers: 'none'}},
      400,
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container',
    ],
  ])('are worded as the real ones: %s', async (_, method, path, body, status, message) => {
    const answer = await cluster.api(path, {method, body});
    expect(answer.body).toMatchObject({kind: 'Status', status: 'Failure', message, code: status});
    expect(answer.status).toBe(status);
  });

  it('say what is unsupported by 501', async () => {
    await cluster.api(podsPath, {method: 'POST', body: podManifest('attach-me')});
    const answer = await cluster.api(`${podsPath}/attach-me/attach`, {method: 'POST', body: {}});
    expect(answer.body).toMatchObject({code: 501, reason: 'NotImplemented'});
    // which node it is on is asked first
    await waitUntil(async () => {
      const {message} = (await cluster.api(`${podsPath}/attach-me/exec`)).body;
      return message === 'Upgrade request required' ? true : undefined;
    }, 'a node');
    expect((await cluster.api('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews')).status).toBe(405);
  });

  it('name an unknown field under strict validation and warn of it otherwise', async () => {
    const body = podManifest('typo', {containrs: []});
    const strict = await cluster.api(`${podsPath}?fieldValidation=Strict`, {method: 'POST', body});
    expect(strict.body.message).toContain('strict decoding error: unknown field "spec.containrs"');
    const lenient = await cluster.api(`${podsPath}?dryRun=All`, {method: 'POST', body});
    expect(lenient.status).toBe(201);
    expect(lenient.headers.get('warning')).toBe(String.raw`299 - "unknown field \"spec.containrs\""`);
  });
});

describe('writing', () => {
  it('refuses a name twice, a stale version and a wrong uid', async () => {
    const created = await cluster.api(configMaps, {method: 'POST', body: configMap('twice')});
    expect((await cluster.api(configMaps, {method: 'POST', body: configMap('twice')})).body).toMatchObject({
      reason: 'AlreadyExists',
      message: 'configmaps "twice" already exists',
    });
    const stale = configMap('twice', {a: 'b'}, {resourceVersion: '1'});
    expect((await cluster.api(`${configMaps}/twice`, {method: 'PUT', body: stale})).body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "twice": the object has been modified; please apply your changes to the latest version and try again',
    });
    const wrong = await cluster.api(`${configMaps}/twice`, {method: 'DELETE', body: {preconditions: {uid: 'x'}}});
    expect(wrong.status).toBe(409);
    const right = {preconditions: {uid: created.body.metadata.uid}};
    expect((await cluster.api(`${configMaps}/twice`, {method: 'DELETE', body: right})).status).toBe(200);
  });

  it('patches in four ways', async () => {
    await cluster.api(configMaps, {method: 'POST', body: configMap('patched', {a: '1', b: '2'})});
    const patch = (contentType: string, body: unknown) =>
      cluster.api(`${configMaps}/patched`, {method: 'PATCH', contentType, body});
    expect((await patch(mergePatchType, {data: {a: null, c: '3'}})).body.data).toEqual({b: '2', c: '3'});
    const operations = [{op: 'replace', path: '/data/b', value: '4'}];
    expect((await patch('application/json-patch+json', operations)).body.data).toEqual({b: '4', c: '3'});
    expect((await patch('application/strategic-merge-patch+json', {data: {b: null}})).body.data).toEqual({c: '3'});
    expect((await patch('text/plain', {})).status).toBe(415);
  });

  it('changes nothing on a dry run', async () => {
    expect((await cluster.api(`${configMaps}?dryRun=All`, {method: 'POST', body: configMap('dry')})).status).toBe(201);
    expect((await cluster.api(`${configMaps}/dry`)).status).toBe(404);
  });

  it('gives each Service its own ports and addresses', async () => {
    const service = (name: string, nodePort?: number): object => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name},
      spec: {type: 'NodePort', ports: [{port: 80, ...(nodePort === undefined ? {} : {nodePort})}]},
    });
    const path = '/api/v1/namespaces/default/services';
    const first = await cluster.api(path, {method: 'POST', body: service('one', 30_123)});
    expect(first.body.spec.clusterIP).toMatch(/^10\.96\./);
    const second = await cluster.api(path, {method: 'POST', body: service('two', 30_123)});
    expect(second.body.message).toBe(
      'Service "two" is invalid: spec.ports[0].nodePort: Invalid value: 30123: provided port is already allocated',
    );
    const chosen = await cluster.api(path, {method: 'POST', body: service('two')});
    expect(chosen.body.spec.ports[0].nodePort).toBeGreaterThanOrEqual(30_000);
  });

  it('refuses what exceeds a quota', async () => {
    await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: 'small'}}});
    const quota = {metadata: {name: 'few'}, spec: {hard: {pods: '1'}}};
    await cluster.api('/api/v1/namespaces/small/resourcequotas', {method: 'POST', body: quota});
    const create = (name: string) =>
      cluster.api('/api/v1/namespaces/small/pods', {method: 'POST', body: podManifest(name)});
    expect((await create('first')).status).toBe(201);
    expect((await create('second')).body).toMatchObject({
      code: 403,
      message: 'pods "second" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
    });
  });

  it('empties a namespace before it goes', async () => {
    await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: 'leaving'}}});
    await cluster.api('/api/v1/namespaces/leaving/pods', {method: 'POST', body: podManifest('last')});
    await waitUntil(async () => {
      const {body} = await cluster.api('/api/v1/namespaces/leaving/pods/last');
      return body.status.phase === 'Running' ? true : undefined;
    }, 'the Pod to run');
    const deleted = await cluster.api('/api/v1/namespaces/leaving', {method: 'DELETE'});
    expect(deleted.body.status.phase).toBe('Terminating');
    const late = await cluster.api('/api/v1/namespaces/leaving/pods', {method: 'POST', body: podManifest('late')});
    expect(late.body.message).toBe(
      'pods "late" is forbidden: unable to create new content in namespace leaving because it is being terminated',
    );
    await waitUntil(async () => {
      const {status} = await cluster.api('/api/v1/namespaces/leaving');
      return status === 404 ? true : undefined;
    }, 'the namespace to go');
  });
});

describe('server-side apply', () => {
  const apply = (name: string, manager: string, data: Record<string, string>, query = '') =>
    cluster.api(`${configMaps}/${name}?fieldManager=${manager}${query}`, {
      method: 'PATCH',
      contentType: applyPatchType,
      body: configMap(name, data),
    });

  it('removes what the same manager named before and names no more', async () => {
    expect((await apply('ours', 'bot', {a: '1', b: '2'})).status).toBe(201);
    const second = await apply('ours', 'bot', {a: '1'});
    expect(second.status).toBe(200);
    expect(second.body.data).toEqual({a: '1'});
    expect(second.body.metadata.managedFields[0]).toMatchObject({
      manager: 'bot',
      operation: 'Apply',
      fieldsV1: {'f:data': {'f:a': {}}},
    });
  });

  it('keeps what others own, and refuses to change it unless forced', async () => {
    await apply('shared', 'one', {a: '1'});
    await apply('shared', 'two', {b: '2'});
    const refused = await apply('shared', 'two', {a: 'changed', b: '2'});
    expect(refused.body).toMatchObject({
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
    });
    const forced = await apply('shared', 'two', {a: 'changed', b: '2'}, '&force=true');
    expect(forced.body.data).toEqual({a: 'changed', b: '2'});
    expect((await apply('shared', 'one', {})).body.data).toEqual({a: 'changed', b: '2'});
  });

  it('merges containers by name and replaces a volume without a trace of the old one', async () => {
    const set = (spec: object): object => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {name: 'merged'},
      spec: {selector: {matchLabels: {app: 'm'}}, template: {metadata: {labels: {app: 'm'}}, spec}},
    });
    const path = '/apis/apps/v1/namespaces/default/daemonsets/merged?fieldManager=bot&force=true';
    const send = (spec: object) => cluster.api(path, {method: 'PATCH', contentType: applyPatchType, body: set(spec)});
    const containers = [{name: 'c', image: 'nginx:1', env: [{name: 'A', value: '1'}]}];
    await send({containers, volumes: [{name: 'v', hostPath: {path: '/x'}}]});
    const {body} = await send({containers: [{name: 'c', image: 'nginx:2'}], volumes: [{name: 'v', emptyDir: {}}]});
    expect(body.spec.template.spec.volumes).toEqual([{name: 'v', emptyDir: {}}]);
    expect(body.spec.template.spec.containers[0]).toMatchObject({name: 'c', image: 'nginx:2'});
    expect(body.spec.template.spec.containers[0].env).toBeUndefined();
    expect(body.metadata.generation).toBe(2);
    await cluster.api('/apis/apps/v1/namespaces/default/daemonsets/merged', {method: 'DELETE'});
  });
});

describe('reading', () => {
  it('pages a list, and selects by labels and fields', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) {
      await cluster.api(configMaps, {method: 'POST', body: configMap(name, {}, {labels: {page: 'yes'}})});
    }
    const first = await cluster.api(`${configMaps}?labelSelector=page%3Dyes&limit=2`);
    expect(first.body.items).toHaveLength(2);
    expect(first.body.metadata.remainingItemCount).toBe(1);
    const next = encodeURIComponent(first.body.metadata.continue);
    const second = await cluster.api(`${configMaps}?labelSelector=page%3Dyes&limit=2&continue=${next}`);
    expect(second.body.items.map((item: {metadata: {name: string}}) => item.metadata.name)).toEqual(['page-3']);
    const one = await cluster.api(`${configMaps}?fieldSelector=metadata.name%3Dpage-2`);
    expect(one.body.items).toHaveLength(1);
  });

  it('prints a Table with the columns of kubectl', async () => {
    const {body} = await cluster.api('/api/v1/nodes', {accept: tableType});
    expect(body.kind).toBe('Table');
    expect(body.columnDefinitions.map((column: {name: string}) => column.name).slice(0, 5)).toEqual([
      'Name',
      'Status',
      'Roles',
      'Age',
      'Version',
    ]);
    expect(body.rows[0].cells.slice(0, 3)).toEqual(['node-1', 'Ready', '<none>']);
    expect(body.rows[0].object.kind).toBe('PartialObjectMetadata');
  });

  it('is understood by client-node', async () => {
    const config = cluster.clientConfig();
    expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toMatch(/^v1\.37\..*\+labrador$/);
    const {items} = await config.makeApiClient(CoreV1Api).listNode();
    expect(items.map((node) => node.metadata?.name)).toEqual(['node-1', 'node-2', 'node-3']);
  });
});

describe('inside a container', () => {
  beforeAll(async () => {
    await cluster.api(podsPath, {method: 'POST', body: podManifest('shell')});
    await running('shell');
  });

  const exec = async (command: string[]): Promise<{stdout: string; stderr: string; status: object}> => {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const status = await new Promise<object>((resolve, reject) => {
      new Exec(cluster.clientConfig())
        .exec('default', 'shell', 'main', command, stdout, stderr, null, false, resolve)
        .catch(reject);
    });
    const read = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
    return {stdout: read(stdout), stderr: read(stderr), status};
  };

  it('runs a command for client-node and tells its exit code', async () => {
    expect(await exec(['sh', '-c', 'echo out; echo err >&2'])).toMatchObject({
      stdout: 'out\n',
      stderr: 'err\n',
      status: {status: 'Success'},
    });
    expect((await exec(['sh', '-c', 'exit 3'])).status).toMatchObject({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: {causes: [{reason: 'ExitCode', message: '3'}]},
    });
  });

  it('says that a program does not exist as the container runtime does', async () => {
    const {stderr, code} = await cluster.kubectl('exec shell -- nope');
    expect(stderr).toContain('exec: "nope": executable file not found in $PATH');
    expect(code).toBe(1);
  });

  it('passes input on', async () => {
    const {stdout} = await cluster.kubectl('exec -i shell -- cat', {input: 'from outside\n'});
    expect(stdout).toBe('from outside\n');
  });

  it('ends a command that loops', async () => {
    const {status} = await exec(['sh', '-c', 'while true; do a=1; done']);
    expect(status).toMatchObject({status: 'Failure'});
  });
});
