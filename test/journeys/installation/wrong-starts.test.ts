import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openStarts, untilEnded, untilReady, type Starts} from '#test/support/starts.ts';

let starts: Starts;
beforeEach(async () => {
  starts = await openStarts();
});
afterEach(async () => starts.close());

/** A wrong setting; a start in a hurry to be made again does no good. */
const wrongSetting = 78;

test('a second start with the same data is one clear line and an end', async () => {
  const first = starts.start();
  const chatUrl = await untilReady(first);
  const second = starts.start();
  expect(await untilEnded(second)).toBe(wrongSetting);
  expect(second.lines()).toEqual([expect.stringMatching(/^Another start \(process \d+\) uses .*DATA_DIR/)]);

  const refused = starts.start({
    DISCORD_TOKEN: 'x.y.z',
    DISCORD_API: `${chatUrl}/api`,
    DATA_DIR: join(starts.folder, 'refused'),
  });
  expect(await untilEnded(refused)).toBe(77);
  expect(refused.lines().at(-1)).toMatch(/^The chat refuses DISCORD_TOKEN\./);
  expect(refused.output()).not.toContain('x.y.z');
}, 180_000);

test('a taken port is one clear line and an end', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const chat = starts.start({PORT: port});
  expect(await untilEnded(chat)).toBe(wrongSetting);
  expect(chat.lines().at(-1)).toBe(`Port ${port} is taken. Set PORT to another one (0 picks one).`);
  const health = starts.start({HEALTH_PORT: port, DATA_DIR: join(starts.folder, 'health')});
  expect(await untilEnded(health)).toBe(wrongSetting);
  expect(health.lines().at(-1)).toBe(
    `Port ${port} can't be had (EADDRINUSE). Set HEALTH_PORT to another one (0 picks one).`,
  );
  server.close();
}, 180_000);

const kubeconfigOf = (user: unknown, cluster: unknown = {server: 'http://127.0.0.1:9'}): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'c', cluster}],
    users: [{name: 'u', user}],
    contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
    'current-context': 'x',
  });
const plugin = {apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin', interactiveMode: 'Never'};

const wrongSettings: Record<string, [Record<string, string>, RegExp, string?]> = {
  'no such kind of cluster': [{CLUSTER: 'minikube'}, /^CLUSTER: /],
  'a worker alone without Redis': [{}, /^A worker alone needs REDIS_URL/, 'worker'],
  'no such process': [{}, /^There is no process boat\./, 'boat'],
  'an address of Redis that is none': [{REDIS_URL: 'redis//:h1dden@x'}, /^REDIS_URL: /],
  'no such lab': [
    {LAB: 'nowhere'},
    /^The lab nowhere can't be read in .*specs \(ENOENT\)\. Correct LAB or LABS_DIR\.$/,
  ],
  'a folder of data that is a file': [
    {DATA_DIR: import.meta.filename},
    /^The folder .* can't be written \(EEXIST\)\. Set DATA_DIR/,
  ],
  'a kubeconfig that is not there': [
    {CLUSTER: 'kubeconfig', KUBECONFIG: '/nowhere/kubeconfig'},
    /^The kubeconfig \/nowhere\/kubeconfig can't be read: .*ENOENT/,
  ],
  'a kubeconfig that is no YAML': [
    {CLUSTER: 'kubeconfig', KUBECONFIG: 'broken.kubeconfig'},
    /^The kubeconfig \S+broken\.kubeconfig can't be read: /,
  ],
  'a kubeconfig without a context': [
    {CLUSTER: 'kubeconfig', KUBECONFIG: 'empty.kubeconfig'},
    /^The kubeconfig has no current context, and none is named\. It has none at all\.$/,
  ],
  'a kubeconfig whose program is missing': [
    {CLUSTER: 'kubeconfig', KUBECONFIG: 'plugin.kubeconfig'},
    /^The credential plugin no-such-plugin, which the kubeconfig names, is not there\. Put it there, or use another/,
  ],
  'a kubeconfig whose certificate is missing': [
    {CLUSTER: 'kubeconfig', KUBECONFIG: 'files.kubeconfig'},
    /^The certificate authority file \/nowhere\/ca\.crt can't be read \(ENOENT\)\. Put it there/,
  ],
  'a Pod that is none': [{CLUSTER: 'in-cluster'}, /^CLUSTER is in-cluster, but this is no Pod\./],
};

test.each(Object.entries(wrongSettings))(
  '%s is one clear line and an end',
  async (_which, [environment, line, process]) => {
    const files: Record<string, string> = {
      'broken.kubeconfig': 'clusters: [',
      'empty.kubeconfig': JSON.stringify({apiVersion: 'v1', kind: 'Config', clusters: [], users: [], contexts: []}),
      'plugin.kubeconfig': kubeconfigOf({exec: plugin}),
      'files.kubeconfig': kubeconfigOf(
        {token: 't'},
        {server: 'https://127.0.0.1:9', 'certificate-authority': '/nowhere/ca.crt'},
      ),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(starts.folder, name), text);
    const kubeconfig = environment['KUBECONFIG'];
    const settings =
      kubeconfig === undefined || kubeconfig.startsWith('/')
        ? environment
        : {...environment, KUBECONFIG: join(starts.folder, kubeconfig)};
    const started = starts.start(settings, process === undefined ? [] : [process]);
    expect(await untilEnded(started)).toBe(wrongSetting);
    expect(started.lines().at(-1)).toMatch(line);
    expect(started.output()).not.toContain('h1dden');
    expect(started.output()).not.toMatch(/^ +at /m);
  },
);
