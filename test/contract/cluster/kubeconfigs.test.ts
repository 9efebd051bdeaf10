import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {readKubeconfig} from '#src/cluster/api/read-kubeconfig.ts';
import {asData} from '#test/support/certificates.ts';
import type {SecureFront} from '#test/support/secure-front.ts';
import {startHttpTunnels, startSocksTunnels} from '#test/support/tunnels.ts';
import {kubeconfig, SecuredCluster, talk, talked} from './secured-cluster.ts';

let secured: SecuredCluster;
let front: SecureFront;
beforeAll(async () => {
  secured = await SecuredCluster.open();
  front = await secured.front({names: ['IP:127.0.0.1', 'DNS:cluster.test']});
  front.accepted.add('good').add('CN=ada');
});
afterAll(async () => secured?.close());

/** A plugin as a cloud's: a program that prints an ExecCredential, and notes that it ran. */
async function plugin(name: string, script: string): Promise<{command: string; runs: () => Promise<string[]>}> {
  const log = join(secured.folder, `${name}.log`);
  const command = join(secured.folder, name);
  await writeFile(command, `#!/bin/sh\nprintf '%s\\n' "$*$KUBERNETES_EXEC_INFO" >>${log}\n${script}\n`);
  await chmod(command, 0o755);
  return {command, runs: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean)};
}

const apiVersion = 'client.authentication.k8s.io/v1';
const prints = (status: object): string =>
  `cat <<'END'\n${JSON.stringify({apiVersion, kind: 'ExecCredential', status})}\nEND`;

/** What is said when the credentials can't be had. */
async function saidOf(user: object, path?: string): Promise<string> {
  const server = await secured.open(path ?? (await secured.write(front.url(), {user})));
  const failed = await server
    .as(undefined)
    .request({path: '/version'})
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ClusterUnavailableError);
  return failed instanceof ClusterUnavailableError && failed.cause instanceof Error ? failed.cause.message : '';
}

test('a token, and a token file beside the kubeconfig, in place of it or of what it holds', async () => {
  await writeFile(join(secured.folder, 'token'), 'good\n');
  for (const user of [{token: 'good'}, {tokenFile: 'token'}, {tokenFile: 'token', token: 'old'}]) {
    const server = await secured.open(await secured.write(front.url(), {user}));
    expect(await talk(server)).toEqual(talked);
  }
});

test('client certificates, as data and as files beside the kubeconfig', async () => {
  const {cert, key} = await secured.certificates.ofClient('ada');
  const data = {'client-certificate-data': await asData(cert), 'client-key-data': await asData(key)};
  const folder = join(secured.folder, 'pki');
  await mkdir(folder);
  await writeFile(join(folder, 'ada.crt'), await readFile(cert));
  await writeFile(join(folder, 'ada.key'), await readFile(key));
  for (const user of [data, {'client-certificate': 'pki/ada.crt', 'client-key': './pki/ada.key'}]) {
    const server = await secured.open(await secured.write(front.url(), {user}));
    expect(await talk(server)).toEqual(talked);
  }
  expect(front.asked.at(-1)?.who).toBe('CN=ada');
});

test('a server whose certificate is for another name, or of nobody that is known', async () => {
  const other = await secured.front({names: ['DNS:elsewhere.test']});
  other.accepted.add('good');
  const user = {token: 'good'};
  const refused = await secured.open(await secured.write(other.url(), {user}));
  await expect(talk(refused)).rejects.toThrow(ClusterUnavailableError);
  for (const cluster of [
    {'tls-server-name': 'elsewhere.test'},
    {'insecure-skip-tls-verify': true},
    {'insecure-skip-tls-verify': true, 'certificate-authority': undefined},
  ]) {
    expect(await talk(await secured.open(await secured.write(other.url(), {cluster, user})))).toEqual(talked);
  }
});

test('a server below a path, as one that others are reached by', async () => {
  const prefixed = await secured.front({prefix: '/k8s/clusters/c-m-1'});
  prefixed.accepted.add('good');
  for (const server of [prefixed.url(), `${prefixed.url()}/`]) {
    expect(await talk(await secured.open(await secured.write(server, {user: {token: 'good'}})))).toEqual(talked);
  }
});

test('a proxy, of the kubeconfig or of the environment, and what is reached without', async () => {
  const proxies = [await startHttpTunnels(), await startHttpTunnels({user: 'ada:s e'}), await startSocksTunnels()];
  const [open, guarded, socks] = proxies.map(({url}) => url);
  const server = front.url('cluster.test');
  const user = {token: 'good'};
  for (const url of [open?.(), guarded?.('ada:s%20e@'), socks?.()]) {
    expect(await talk(await secured.open(await secured.write(server, {cluster: {'proxy-url': url}, user})))).toEqual(
      talked,
    );
  }
  for (const {asked} of proxies) expect(new Set(asked)).toEqual(new Set([`cluster.test:${front.port}`]));
  const path = await secured.write(server, {user});
  const environment = {https: open?.(), none: 'other.test'};
  expect(await talk(await secured.open(path, {proxies: environment}))).toEqual(talked);
  const without = await secured.open(path, {proxies: {...environment, none: '.test'}});
  await expect(talk(without)).rejects.toThrow(ClusterUnavailableError);
  const refused = await secured.open(await secured.write(server, {cluster: {'proxy-url': guarded?.()}, user}));
  const failed = await talk(refused).catch((error: unknown) => error);
  expect(failed).toMatchObject({cause: {message: expect.stringMatching(/^The proxy 127\.0\.0\.1:\d+ answered 407 /)}});
  await Promise.all(proxies.map(async ({close}) => close()));
});

test('a plugin is run once for all requests, with what it is told, and again when what it gave ends', async () => {
  const endsAt = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const cloud = await plugin('cloud-auth', prints({token: 'good', expirationTimestamp: endsAt(3_600_000)}));
  const exec = {apiVersion, command: './cloud-auth', args: ['get-token'], env: [{name: 'REGION', value: 'x'}]};
  const path = await secured.write(front.url(), {user: {exec: {...exec, provideClusterInfo: true}}});
  const server = await secured.open(path);
  await Promise.all([talk(server), talk(server), server.as(undefined).request({path: '/version'})]);
  expect(await talk(server)).toEqual(talked);
  const runs = await cloud.runs();
  expect(runs).toHaveLength(1);
  const {spec} = JSON.parse(runs[0]?.replace('get-token', '') ?? '');
  expect(spec).toMatchObject({interactive: false, cluster: {server: front.url()}});

  const brief = await plugin('brief-auth', prints({token: 'good', expirationTimestamp: endsAt(-1_000)}));
  const again = await secured.open(
    await secured.write(front.url(), {user: {exec: {apiVersion, command: brief.command}}}),
  );
  await talk(again);
  await expect
    .poll(async () => [await talk(again), (await brief.runs()).length > 1], {timeout: 10_000})
    .toEqual([talked, true]);
  // no more than one a second, however much is asked
  const before = (await brief.runs()).length;
  for (let count = 0; count < 20; count += 1) await again.as(undefined).request({path: '/version'});
  expect((await brief.runs()).length - before).toBeLessThan(10);
});

test('a plugin gives a client certificate', async () => {
  const {cert, key} = await secured.certificates.ofClient('ada');
  const status = {clientCertificateData: await readFile(cert, 'utf8'), clientKeyData: await readFile(key, 'utf8')};
  const {command} = await plugin('certificates', prints(status));
  const server = await secured.open(await secured.write(front.url(), {user: {exec: {apiVersion, command}}}));
  expect(await talk(server)).toEqual(talked);
  expect(front.asked.at(-1)?.who).toBe('CN=ada');
});

test('what can not be had is one sentence, in the words of who could not give it', async () => {
  const installHint = 'Install cloud-auth:\n  apt install cloud-auth';
  expect(await saidOf({exec: {apiVersion, command: 'no-such-auth', installHint}})).toBe(
    'The credential plugin no-such-auth, which the kubeconfig names, is not there. Install cloud-auth: apt install cloud-auth',
  );
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJpYXQiOjF9.c2lnbmF0dXJl';
  const fails = await plugin('fails', `echo "error: you must be logged in\nwith a token like ${jwt}" >&2; exit 7`);
  expect(await saidOf({exec: {apiVersion, command: fails.command}})).toBe(
    `The credential plugin ${fails.command} failed: error: you must be logged in with a token like …`,
  );
  const silent = await plugin('silent', 'exit 3');
  expect(await saidOf({exec: {apiVersion, command: silent.command}})).toMatch(
    /silent ended with 3 and said nothing\.$/,
  );
  for (const script of ['echo hello', prints({}), `echo '{"kind":"Status"}'`]) {
    const {command} = await plugin('nonsense', script);
    expect(await saidOf({exec: {apiVersion, command}})).toMatch(/nonsense printed no ExecCredential/);
  }
  expect(await saidOf({exec: {apiVersion, command: silent.command, interactiveMode: 'Always'}})).toContain('terminal');
  expect(await saidOf({tokenFile: 'nowhere'})).toMatch(/^The token file .*\/nowhere can't be read \(ENOENT\)\.$/);
  expect(await saidOf({'client-certificate': 'gone.crt', 'client-key': 'gone.key'})).toMatch(
    /^The (client certificate|key) file /,
  );
});

test('a plugin that failed is asked again later, and not for each request', async () => {
  const state = join(secured.folder, 'logged-in');
  const {command, runs} = await plugin(
    'login',
    `[ -e ${state} ] || { echo 'log in first' >&2; exit 1; }\n${prints({token: 'good'})}`,
  );
  const server = await secured.open(await secured.write(front.url(), {user: {exec: {apiVersion, command}}}));
  const ask = async () => server.as(undefined).request({path: '/version'});
  for (let count = 0; count < 10; count += 1) await expect(ask()).rejects.toThrow(ClusterUnavailableError);
  expect(await runs()).toHaveLength(1);
  await writeFile(state, '');
  await expect.poll(async () => (await ask().catch(() => undefined))?.status, {timeout: 15_000}).toBe(200);
});

test('several kubeconfigs are read as kubectl reads them, and one of their contexts is named', async () => {
  const one = join(secured.folder, 'one');
  const two = join(secured.folder, 'two');
  const read = (context?: string) =>
    readKubeconfig({paths: [join(secured.folder, 'none'), one, two].join(delimiter), context});
  await writeFile(
    one,
    kubeconfig('https://one.test', {user: {token: 'one'}}).replace('"current-context":"x"', '"current-context":""'),
  );
  await writeFile(
    two,
    kubeconfig('https://two.test', {user: {token: 'two'}})
      .replaceAll('"x"', '"y"')
      .replaceAll('"u"', '"v"'),
  );
  // the cluster c is that of the first file
  expect(read().getCurrentContext()).toBe('y');
  expect(read().getCurrentCluster()?.server).toBe('https://one.test');
  expect(read('x').getCurrentUser()?.token).toBe('one');
  expect(() => read('z')).toThrow('There is no context z in the kubeconfig. There are: x, y.');
  expect(() => readKubeconfig({paths: one})).toThrow('has no current context, and none is named. There are: x.');
  await writeFile(two, '');
  expect(() => readKubeconfig({paths: two})).toThrow(/^The kubeconfig .*two can't be read: /);
});
