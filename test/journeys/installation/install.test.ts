import {execFile} from 'node:child_process';
import {chmod, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {parse, parseAllDocuments} from 'yaml';
import {allManifests} from '#src/cluster/installation/all-manifests.ts';
import {announceInstallation} from '#src/cluster/installation/installations.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {applyInstallation, installationManifests} from '#src/cluster/installation/install.ts';
import {readKubeconfig} from '#src/cluster/api/read-kubeconfig.ts';
import {findRemoval} from '#src/cluster/installation/find-removal.ts';
import {removeAll} from '#src/cluster/installation/uninstall.ts';
import {waitForNodeAgents} from '#src/cluster/node-agent/wait-for-node-agents.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {podManifest, startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {untilRightsHold} from '#test/support/until-rights-hold.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');

const version = {major: 1, minor: 30, gitVersion: 'v1.30.0'};

let cluster: EmulatedCluster;
let folder: string;
let kubeconfig: string;
let admin: ApiServer;

beforeEach(async () => {
  cluster = await startCluster({nodes: ['node-1', 'node-2']});
  folder = await mkdtemp(join(tmpdir(), 'labrador-install-'));
  kubeconfig = join(folder, 'admin.kubeconfig');
  await writeFile(kubeconfig, cluster.kubeconfig);
  admin = await ApiServer.open(cluster.clientConfig());
});
afterEach(async () => {
  await admin.close();
  await cluster.close();
  await rm(folder, {recursive: true, force: true});
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script as an operator does. */
/** Of all that can be installed, printed, and more. */
const printedBytes = 16 * 1024 * 1024;

async function script(name: string, args: readonly string[] = [], environment: object = {}): Promise<Ended> {
  try {
    const {stdout, stderr} = await run(process.execPath, [join(root, 'scripts', `${name}.ts`), ...args], {
      env: {PATH: process.env['PATH'], HOME: folder, KUBECONFIG: kubeconfig, ...environment},
      maxBuffer: printedBytes,
    });
    return {code: 0, stdout, stderr};
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)) throw error;
    return {code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr)};
  }
}

const install = async (...args: string[]): Promise<Ended> => script('cluster-install', ['--timeout', '20', ...args]);
const uninstall = async (...args: string[]): Promise<Ended> =>
  script('cluster-uninstall', ['--timeout', '20', ...args]);

async function names(path: string): Promise<string[]> {
  const {body} = await cluster.api(path);
  return body.items.map(({metadata}: {metadata: {name: string}}) => metadata.name);
}

/** Everything in the cluster that an installation or a sandbox makes. */
async function inventory(): Promise<string[]> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const paths = [
    '/api/v1/namespaces',
    '/apis/apps/v1/daemonsets',
    ...['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'].map((type) => `${rbac}/${type}`),
  ];
  const all = await Promise.all(paths.map(async (path) => (await names(path)).map((name) => `${path} ${name}`)));
  return all.flat().sort();
}

/** A sandbox with a label on a node and a Pod that writes to the node's folder. */
async function makeSandbox(): Promise<void> {
  for (const manifest of sandboxManifests(sandboxSpec())) {
    await applyManifest(admin.as(undefined), manifest, {fieldManager: 'test'});
  }
  await labelNode({[`${namespace}.node.labrador.dev/disk`]: 'fast', [`a.b.${namespace}.node.labrador.dev/x`]: 'y'});
  const {status} = await cluster.api(`/api/v1/namespaces/${namespace}/pods`, {
    method: 'POST',
    body: podManifest('writer', {
      nodeName: 'node-1',
      containers: [
        {
          name: 'main',
          image: 'busybox:1.36',
          command: ['sh', '-c', 'echo hello >/host/file; sleep 3600'],
          resources: {limits: {cpu: '100m', memory: '32Mi'}},
          volumeMounts: [{name: 'host', mountPath: '/host'}],
        },
      ],
      volumes: [
        {name: 'host', hostPath: {path: `/var/lib/labrador/sandboxes/${namespace}`, type: 'DirectoryOrCreate'}},
      ],
    }),
  });
  expect(status).toBe(201);
  await waitUntil('the Pod has written', async () => {
    const {stdout} = await cluster.kubectl(`exec -n ${namespace} writer -- cat /host/file`);
    return stdout === 'hello\n' ? true : undefined;
  });
}

async function labelNode(labels: Record<string, string>): Promise<void> {
  await cluster.api('/api/v1/nodes/node-1', {
    method: 'PATCH',
    body: {metadata: {labels}},
    contentType: 'application/merge-patch+json',
  });
}

/** What a Pod of an administrator's sees below a folder of the node. */
async function filesOnNode(path: string): Promise<string> {
  await cluster.api('/api/v1/namespaces/default/pods', {
    method: 'POST',
    body: podManifest('looker', {
      nodeName: 'node-1',
      containers: [
        {
          name: 'main',
          image: 'busybox:1.36',
          command: ['sleep', '3600'],
          volumeMounts: [{name: 'host', mountPath: '/host'}],
        },
      ],
      volumes: [{name: 'host', hostPath: {path}}],
    }),
  });
  const found = await waitUntil('the node can be looked at', async () => {
    const {code, stdout} = await cluster.kubectl('exec looker -- ls /host');
    return code === 0 ? stdout.trim() : undefined;
  });
  return found;
}

/** A kubeconfig of somebody who may look at all of it and make tokens, and nothing else. */
async function limitedUser(): Promise<string> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const post = async (path: string, body: object): Promise<ReturnType<typeof cluster.api>> =>
    cluster.api(path, {method: 'POST', body});
  await post('/api/v1/namespaces/default/serviceaccounts', {metadata: {name: 'limited'}});
  const rules = [
    {apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list']},
    {apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create']},
  ];
  await post(`${rbac}/clusterroles`, {metadata: {name: 'limited'}, rules});
  await post(`${rbac}/clusterrolebindings`, {
    metadata: {name: 'limited'},
    roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'limited'},
    subjects: [{kind: 'ServiceAccount', name: 'limited', namespace: 'default'}],
  });
  const {body} = await post('/api/v1/namespaces/default/serviceaccounts/limited/token', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {},
  });
  const path = join(folder, 'limited.kubeconfig');
  await writeFile(path, cluster.kubeconfig.replace(/token: \S+/, `token: ${body.status.token}`));
  return path;
}

test('installing says which cluster, applies all, waits for the agents and makes a kubeconfig with the bot’s rights', async () => {
  const file = join(folder, 'bot.kubeconfig');
  // what lies there may have been readable by others
  await writeFile(file, 'old');
  await chmod(file, 0o644);
  const {code, stdout, stderr} = await install('--kubeconfig', file);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toContain(`cluster  labrador-emulator, ${cluster.url}, v1.37.2+labrador\n`);
  expect(stdout).toContain('applied  namespace/labrador-system\n');
  expect(stdout).toContain('applied  daemonset/labrador-node-agent\n');
  expect(stdout).toMatch(/agents {3}on 2 of 2 nodes\n$/);
  const endsAt = new Date(/as the bot, until (?<time>\S+);/.exec(stdout)?.groups?.['time'] ?? '');
  expect(endsAt.getTime() - Date.now()).toBeGreaterThan(6 * 24 * 3_600_000);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).not.toContain(/token: (\S+)/.exec(cluster.kubeconfig)?.[1]);
  const bot = await ApiServer.open(readKubeconfig({paths: file}));
  await untilRightsHold(bot);
  await expect(bot.as(undefined).request({path: '/api/v1/nodes'})).rejects.toThrow('cannot list resource "nodes"');
  await bot.close();
  // kubectl takes it too
  const who = await run('kubectl', [
    '--kubeconfig',
    file,
    'auth',
    'can-i',
    'impersonate',
    'serviceaccounts/watcher',
    '-n',
    'labrador-system',
  ]);
  expect(who.stdout).toBe('yes\n');
  expect((await install()).code).toBe(0);
});

test('an agent that does not come up is told, node by node, and a node that is away is not waited for', async () => {
  const signal = AbortSignal.timeout(20_000);
  const manifests = await installationManifests(version, {deployFolder});
  const broken = JSON.parse(JSON.stringify(manifests).replace('busybox:1.36', 'no-such-image:1'));
  await applyInstallation(admin, broken, {signal});
  const rollout = await waitForNodeAgents(admin.as(undefined), {withinMs: 2_000, signal});
  const reason: unknown = expect.stringMatching(
    /^the Pod labrador-node-agent-\w+ does not run \((ErrImagePull|ImagePullBackOff): /,
  );
  expect(rollout).toMatchObject({
    needed: 2,
    missing: [
      {node: 'node-1', reason},
      {node: 'node-2', reason},
    ],
  });
  expect((await install()).stdout).toMatch(/agents {3}on 2 of 2 nodes\n$/);
  await cluster.api('/_emulator/nodes', {method: 'POST', body: {action: 'notReady', name: 'node-2'}});
  expect((await install()).stdout).toMatch(/agents {3}on 1 of 1 nodes\n$/);
  // nothing may run there: what is applied is right, and still there are no Pods
  const quota = {metadata: {name: 'none'}, spec: {hard: {pods: '0'}}};
  await cluster.api('/api/v1/namespaces/labrador-nodes/resourcequotas', {method: 'POST', body: quota});
  await cluster.api('/api/v1/namespaces/labrador-nodes/pods', {method: 'DELETE'});
  const {code, stdout, stderr} = await install('--timeout', '3');
  expect(code).toBe(1);
  expect(stdout).toMatch(/agents {3}on 0 of 1 nodes\n$/);
  expect(stderr).toBe('node-1: no node agent runs there\n');
});

test('what an earlier version had beside the bot goes when this one is installed or uninstalled, unless it is not ours', async () => {
  const before = await inventory();
  const old = (labels: Record<string, string>): object => ({metadata: {name: 'node-agent-pod', labels}});
  const accounts = '/api/v1/namespaces/labrador-system/serviceaccounts';
  const isThere = async (): Promise<boolean> => (await names(accounts)).includes('node-agent-pod');
  await install();
  await cluster.api(accounts, {method: 'POST', body: old({'app.kubernetes.io/part-of': 'other'})});
  await install();
  expect(await isThere()).toBe(true);
  await cluster.api(`${accounts}/node-agent-pod`, {method: 'DELETE'});
  await cluster.api(accounts, {method: 'POST', body: old({'app.kubernetes.io/part-of': 'labrador'})});
  await install();
  expect(await isThere()).toBe(false);
  await cluster.api(accounts, {method: 'POST', body: old({'app.kubernetes.io/part-of': 'labrador'})});
  expect((await uninstall('--yes')).code).toBe(0);
  expect(await inventory()).toEqual(before);
});

test('without a kubeconfig, with a wrong one and with the bot’s own, it says what it takes', async () => {
  expect(await script('cluster-install', [], {KUBECONFIG: ''})).toMatchObject({
    code: 1,
    stderr: "Set KUBECONFIG to the path of an administrator's kubeconfig.\n",
  });
  const missing = await script('cluster-install', [], {KUBECONFIG: '/no/such/file'});
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/^The kubeconfig \/no\/such\/file can't be read: .*ENOENT.*\n$/);
  expect((await script('cluster-install', ['--nonsense'])).stderr).toMatch(/^Unknown option '--nonsense'.*\n$/);
  expect((await script('cluster-install', ['--timeout', 'soon'])).stderr).toBe('--timeout takes seconds, not soon.\n');
  const file = join(folder, 'bot.kubeconfig');
  await install('--kubeconfig', file);
  const {code, stderr} = await script('cluster-uninstall', [], {KUBECONFIG: file});
  expect(code).toBe(1);
  expect(stderr).toContain('cannot');
  expect(stderr).toContain("This takes an administrator's kubeconfig.\n");
});

test('who may not install is told what is missing before anything is changed, and goes on when somebody else has', async () => {
  const limited = await limitedUser();
  const file = join(folder, 'bot.kubeconfig');
  const before = await inventory();
  const refused = await script('cluster-install', ['--kubeconfig', file], {KUBECONFIG: limited});
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/^cluster {2}.*\n$/);
  expect(refused.stderr).toContain(
    'Nothing was changed: this user may not\n  create namespaces in the whole cluster\n',
  );
  expect(refused.stderr).toContain('  patch clusterroles.rbac.authorization.k8s.io in the whole cluster\n');
  expect(refused.stderr).toContain('  escalate clusterroles.rbac.authorization.k8s.io in the whole cluster\n');
  expect(refused.stderr).not.toContain('serviceaccounts/token');
  expect(refused.stderr).toContain('not there yet: namespace/labrador-system, ');
  expect(refused.stderr).toMatch(/\n {2}npm run --silent cluster:install -- --print\n$/);
  expect(await inventory()).toEqual(before);

  // no cluster is asked
  const printed = await script('cluster-install', ['--print', '--kubernetes', '1.29'], {KUBECONFIG: '/no/such/file'});
  expect(printed).toMatchObject({code: 0, stderr: expect.stringContaining('1.29')});
  const yaml = join(cluster.directory, 'labrador.yaml');
  await writeFile(yaml, printed.stdout);
  const applied = await cluster.kubectl(`apply -f ${yaml}`);
  expect(applied).toMatchObject({code: 0, stderr: ''});

  const found = await script('cluster-install', ['--kubeconfig', file, '--timeout', '20'], {KUBECONFIG: limited});
  expect(found.stderr).toBe('');
  expect(found.stdout).toMatch(/\nfound {4}all \d+ objects as they are to be: somebody else has applied them\n/);
  expect(found.stdout).toContain(`written  ${file}: as the bot`);
  expect(found.stdout).toMatch(/agents {3}on 2 of 2 nodes\n$/);

  // of another version
  await cluster.api('/apis/rbac.authorization.k8s.io/v1/clusterroles/labrador-learner', {
    method: 'PATCH',
    body: {rules: []},
    contentType: 'application/merge-patch+json',
  });
  const older = await script('cluster-install', [], {KUBECONFIG: limited});
  expect(older.stderr).toContain('not as it is to be: clusterrole/labrador-learner\n');
});

test('all that can be installed is printed, policies included, as YAML that kubectl reads', async () => {
  const {code, stdout, stderr} = await script('cluster-install', ['--print'], {KUBECONFIG: ''});
  expect(code).toBe(0);
  expect(stderr).not.toBe('');
  const {manifests} = await allManifests({major: 1, minor: 30}, deployFolder);
  expect(parseAllDocuments(stdout).map((document) => document.toJS())).toEqual(manifests);
  expect(stdout).toContain('kind: ValidatingAdmissionPolicyBinding');
  expect((await script('cluster-install', ['--print', '--kubernetes', 'old'])).stderr).toBe(
    '--kubernetes takes a version such as 1.30, not old.\n',
  );
});

test('a context is named, as with kubectl; who uninstalls hears which Labradors are at work', async () => {
  await install();
  const two = JSON.parse(JSON.stringify(parse(cluster.kubeconfig)));
  two.contexts.push({...two.contexts[0], name: 'class'});
  two['current-context'] = 'nowhere';
  await writeFile(kubeconfig, JSON.stringify(two));
  expect((await install()).stderr).toBe(
    'The current context nowhere is not in the kubeconfig. There are: labrador-emulator, class.\n',
  );
  expect((await uninstall('--context', 'x')).stderr).toBe(
    'There is no context x in the kubeconfig. There are: labrador-emulator, class.\n',
  );
  for (const installation of ['abcde', 'fghij']) {
    await announceInstallation(identitiesOf(admin), {
      installation,
      holder: 'the bot that leads',
      now: Date.now(),
      signal: AbortSignal.timeout(20_000),
    });
  }
  const asked = await uninstall('--context', 'class');
  expect(asked.stdout).toContain(`cluster  class, ${cluster.url}, `);
  expect(asked.stdout).toContain('note     2 Labradors are at work here (abcde, fghij), ');
});

test('uninstalling first says what it would remove, then removes it with what sandboxes left behind', async () => {
  const before = await inventory();
  await install();
  await makeSandbox();
  const full = await inventory();
  const asked = await uninstall();
  expect(asked.code).toBe(1);
  expect(asked.stderr).toBe('Nothing was removed. To remove it: npm run cluster:uninstall -- --yes\n');
  expect(asked.stdout).toContain(`removes  namespace/${namespace}\nremoves  2 labels of node/node-1\n`);
  expect(asked.stdout).toContain('removes  the host folders of all sandboxes on node-2\n');
  expect(asked.stdout).toContain('removes  clusterrole/labrador-learner\n');
  expect(await inventory()).toEqual(full);

  const removed = await uninstall('--yes');
  expect(removed.stderr).toBe('');
  expect(removed.stdout).toContain('erased   /var/lib/labrador/sandboxes on node-1\n');
  expect(removed.stdout).toMatch(/Labrador is gone; .*\n$/);
  expect(removed.code).toBe(0);
  expect(await inventory()).toEqual(before);
  const {body} = await cluster.api('/api/v1/nodes/node-1');
  expect(Object.keys(body.metadata.labels).filter((key) => key.includes('labrador'))).toEqual([]);
  expect(await filesOnNode('/var/lib/labrador')).toBe('');

  expect(await uninstall('--yes')).toMatchObject({code: 0, stdout: expect.stringContaining('nothing of Labrador')});
});

test('what is not ours stays, and is told', async () => {
  const before = await inventory();
  await install();
  const ours = {'app.kubernetes.io/managed-by': 'labrador', 'labrador.dev/workshop': 'open'};
  const strangers = [
    {name: 'labrador-open-1'},
    {name: 'labels-alone', labels: ours},
    {name: 'labrador-open-2', labels: {'app.kubernetes.io/managed-by': 'labrador'}},
    {name: 'theirs'},
  ];
  for (const metadata of strangers) await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata}});
  await labelNode({'labrador-open-1.node.labrador.dev/disk': 'fast', 'example.com/node.labrador.dev': 'x'});
  await cluster.api('/apis/rbac.authorization.k8s.io/v1/clusterroles/labrador-learner', {
    method: 'PATCH',
    body: {metadata: {labels: {'app.kubernetes.io/part-of': 'other'}}},
    contentType: 'application/merge-patch+json',
  });
  const secret = {metadata: {name: 'labrador'}, stringData: {DISCORD_TOKEN: 'x'}};
  await cluster.api('/api/v1/namespaces/labrador-system/secrets', {method: 'POST', body: secret});

  const {code, stdout} = await uninstall('--yes');
  expect(code).toBe(1);
  expect(stdout).toContain(
    "stays    namespace/labrador-open-1: it has the name of a sandbox, but not a sandbox's labels\n",
  );
  expect(stdout).toContain("stays    namespace/labels-alone: it has a sandbox's labels, but not the name of one\n");
  expect(stdout).toContain('stays    namespace/labrador-open-2: ');
  expect(stdout).toContain('stays    clusterrole/labrador-learner: it has no label');
  expect(stdout).toContain('stays    namespace/labrador-system: it also holds secret/labrador; delete these');
  const left = (await inventory()).filter((line) => !before.includes(line));
  expect(left.map((line) => line.split(' ').at(-1))).toEqual([
    'labels-alone',
    'labrador-open-1',
    'labrador-open-2',
    'labrador-system',
    'theirs',
    'labrador-learner',
  ]);
  const {body} = await cluster.api('/api/v1/nodes/node-1');
  expect(body.metadata.labels).toMatchObject({
    'labrador-open-1.node.labrador.dev/disk': 'fast',
    'example.com/node.labrador.dev': 'x',
  });
  await waitUntil('the agents are gone', async () =>
    (await names('/api/v1/namespaces/labrador-nodes/pods')).length === 0 ? true : undefined,
  );
});

test('a sandbox that does not go keeps the agent, which is needed for its folder; again takes both', async () => {
  await install();
  await makeSandbox();
  const configMap = {metadata: {name: 'stuck', finalizers: ['example.com/slow']}};
  await cluster.api(`/api/v1/namespaces/${namespace}/configmaps`, {method: 'POST', body: configMap});
  const stuck = await uninstall('--yes', '--timeout', '2');
  expect(stuck.code).toBe(1);
  expect(stuck.stdout).toContain(`stays    namespace/${namespace}: `);
  expect(stuck.stdout).toMatch(
    /stays {4}what was installed \(\d+ objects\): sandboxes are still there; uninstall again\n/,
  );
  expect(await names('/apis/apps/v1/daemonsets')).toEqual(['labrador-node-agent']);
  await cluster.api(`/api/v1/namespaces/${namespace}/configmaps/stuck`, {
    method: 'PATCH',
    body: {metadata: {finalizers: null}},
    contentType: 'application/merge-patch+json',
  });
  const again = await uninstall('--yes');
  expect(again.stdout).toMatch(/Labrador is gone; .*\n$/);
  expect(again.code).toBe(0);
});

test('what else is installed by the server’s version is applied last and taken away first', async () => {
  const extraManifests = ({minor}: {minor: number}) => [
    {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: `for-${minor}`, namespace: 'default'}},
  ];
  const signal = AbortSignal.timeout(20_000);
  const manifests = await installationManifests(version, {deployFolder, extraManifests});
  await applyInstallation(admin, manifests, {signal});
  expect(await names('/api/v1/namespaces/default/configmaps')).toContain('for-30');
  const said: string[] = [];
  const removal = await findRemoval(admin.as(undefined), {manifests, signal});
  expect(removal.installed[0]?.shown).toBe('configmap/for-30');
  await removeAll(admin.as(undefined), removal, {signal, withinMs: 15_000, say: (line) => said.push(line)});
  expect(await names('/api/v1/namespaces/default/configmaps')).not.toContain('for-30');
  expect(said).toContain('removed  configmap/for-30');
});
