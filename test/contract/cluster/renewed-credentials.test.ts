import {chmod, copyFile, mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {watchResource} from '#src/cluster/watch/watch-resource.ts';
import type {SecureFront} from '#test/support/secure-front.ts';
import {kubeconfig, SecuredCluster, talk, talked} from './secured-cluster.ts';

let secured: SecuredCluster;
beforeAll(async () => {
  secured = await SecuredCluster.open();
});
afterAll(async () => secured?.close());

/** As whatever keeps files new writes them: in one piece. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

async function plugin(name: string, tokenFile: string): Promise<string> {
  const command = join(secured.folder, name);
  const credential = '{"kind":"ExecCredential","apiVersion":"v1","status":{"token":"%s"}}';
  await writeFile(command, `#!/bin/sh\nprintf '${credential}' "$(cat ${tokenFile})"\n`);
  await chmod(command, 0o755);
  return command;
}

/** Each way to have a token that can become another one: where it is written, and the server as it is opened with it. */
const ways: Readonly<Record<string, (front: SecureFront, file: string) => Promise<ApiServer>>> = {
  'a token file': async (front, file) => secured.open(await secured.write(front.url(), {user: {tokenFile: file}})),
  'a plugin': async (front, file) => {
    const exec = {apiVersion: 'client.authentication.k8s.io/v1', command: await plugin('auth', file)};
    return secured.open(await secured.write(front.url(), {user: {exec}}));
  },
  'the token of a Pod': async (front, file) => {
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '127.0.0.1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', String(front.port));
    const root = join(secured.folder, 'pod');
    const mounted = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
    await mkdir(mounted, {recursive: true});
    await copyFile(secured.certificates.ca.cert, join(mounted, 'ca.crt'));
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromCluster(root);
    vi.unstubAllEnvs();
    kubeConfig.users = kubeConfig.users.map((user) => ({
      ...user,
      authProvider: {name: 'tokenFile', config: {tokenFile: file}},
    }));
    return ApiServer.open(kubeConfig);
  },
};

test.for(Object.keys(ways))(
  '%s is read again when the server takes the old one no more: requests, watches and commands go on',
  {timeout: 60_000},
  async (way) => {
    const front = await secured.front();
    const file = join(secured.folder, `token-${way.replaceAll(' ', '-')}`);
    await writeFile(file, 'token-0');
    front.accepted.add('token-0');
    const server = await ways[way]?.(front, file);
    if (server === undefined) throw new Error(`no ${way}`);
    const stop = new AbortController();
    const seen = new Set<string>();
    const lost: unknown[] = [];
    let lists = 0;
    const note = (object: {metadata: {name: string}}): void => void seen.add(object.metadata.name);
    const watching = watchResource({
      client: server.as(undefined),
      path: '/api/v1/namespaces/default/configmaps',
      signal: stop.signal,
      handler: {
        replace: (objects) => {
          lists += 1;
          objects.forEach(note);
        },
        upsert: note,
        remove: () => undefined,
        lost: (error) => lost.push(error),
        resumed: () => undefined,
      },
    });
    const prefix = `map-${way.replaceAll(' ', '-').toLowerCase()}`;
    const made: string[] = [];
    const make = async (): Promise<void> => {
      const name = `${prefix}-${made.length}`;
      made.push(name);
      await server.as(undefined).request({
        method: 'POST',
        path: '/api/v1/namespaces/default/configmaps',
        body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}},
      });
    };
    for (const token of ['token-1', 'token-2', 'token-3']) {
      // what a plugin gave is not asked for twice within a second
      await expect.poll(async () => talk(server).catch(String), {timeout: 10_000}).toEqual(talked);
      await replace(file, token);
      front.accepted.clear();
      front.accepted.add(token);
      // a watch that stands is ended by the server too
      front.cutWatches();
      await expect.poll(async () => talk(server).catch(String), {timeout: 10_000}).toEqual(talked);
      await Promise.all([make(), make(), make()]);
    }
    await expect.poll(() => made.filter((name) => !seen.has(name)), {timeout: 15_000}).toEqual([]);
    expect(lists).toBe(1);
    stop.abort();
    await watching;
    await server.close();
  },
);

test('the kubeconfig itself is read again, so that a new token in it needs no new start', async () => {
  const front = await secured.front();
  front.accepted.add('old');
  const cluster = {'certificate-authority': 'ca.crt'};
  const path = await secured.write(front.url(), {user: {token: 'old'}});
  const server = await secured.open(path);
  expect(await talk(server)).toEqual(talked);
  front.accepted.clear();
  front.accepted.add('new');
  await expect(talk(server)).rejects.toMatchObject({status: 401});
  await replace(path, kubeconfig(front.url(), {cluster, user: {token: 'new'}}));
  expect(await talk(server)).toEqual(talked);
});

test('renewed client certificates are shown on new connections, and nothing under way is broken off', async () => {
  const front = await secured.front();
  front.accepted.add('CN=old');
  const [cert, key] = [join(secured.folder, 'client.crt'), join(secured.folder, 'client.key')];
  const use = async (name: string): Promise<void> => {
    const made = await secured.certificates.ofClient(name);
    await replace(key, await readFile(made.key, 'utf8'));
    await replace(cert, await readFile(made.cert, 'utf8'));
  };
  await use('old');
  const user = {'client-certificate': cert, 'client-key': key};
  const server = await secured.open(await secured.write(front.url(), {user}));
  expect(await talk(server)).toEqual(talked);
  const watch = await server.send({path: '/api/v1/configmaps', query: {watch: 'true', timeoutSeconds: '3'}}, undefined);
  await use('new');
  front.accepted.clear();
  front.accepted.add('CN=new');
  const [text] = await Promise.all([watch.body.text(), ...Array.from({length: 5}, async () => talk(server))]);
  expect(text).toContain('ConfigMap');
  expect(await talk(server)).toEqual(talked);
  expect(front.asked.slice(-3).map(({who}) => who)).toEqual(['CN=new', 'CN=new', 'CN=new']);
});

test('a request that is refused for good is refused once more at the most, and the app behind it may refuse too', async () => {
  const front = await secured.front();
  const server = await secured.open(await secured.write(front.url(), {user: {token: 'wrong'}}));
  await expect(server.as(undefined).request({path: '/version'})).rejects.toMatchObject({status: 401});
  expect(front.asked).toHaveLength(1);
  const command = {namespace: 'default', pod: 'web', container: 'main', command: ['true'], limitBytes: 9};
  await expect(execInPod(server.as(undefined), {...command, signal: AbortSignal.timeout(9_000)})).rejects.toMatchObject(
    {status: 401},
  );
  expect(front.asked).toHaveLength(2);
});

test('who comes at a bad time waits as long as the server says, whatever was asked for', async () => {
  const front = await secured.front();
  front.accepted.add('good');
  const server = await secured.open(await secured.write(front.url(), {user: {token: 'good'}}));
  // as the API server's priority and fairness answers
  const busy = {status: 429, headers: {'retry-after': '1'}, text: 'Too many requests, please try again later.'};
  front.refuse({...busy, times: 2});
  const started = Date.now();
  await server.as(undefined).request({
    method: 'POST',
    path: '/api/v1/namespaces/default/configmaps',
    body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'at-a-bad-time'}},
  });
  expect(Date.now() - started).toBeGreaterThanOrEqual(2_000);
  front.refuse({...busy, matches: ({url}) => url?.includes('/exec') === true});
  expect(await talk(server)).toEqual(talked);
  // without a time it is the caller's to decide
  front.refuse({status: 429});
  await expect(server.as(undefined).request({path: '/version'})).rejects.toMatchObject({away: 'busy'});
});
