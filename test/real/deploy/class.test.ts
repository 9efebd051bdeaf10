import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {listCollection, listIfServed} from '#src/cluster/api/list-collection.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {ChatPage} from '#test/support/chat-page.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {typesAgain} from '#test/support/types-again.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {InstalledRelease, namespace} from './installed.ts';
import {NumberedClass, type Played} from './numbered-class.ts';
import {buildImage, giveImage, helm, uninstallOthers} from './programs.ts';

const chart = 'deploy/chart';
const size = 20;
/** Where Pods reach programs of this machine. */
const address = process.env['TEST_CHAT_ADDRESS'] ?? '10.89.0.1';
/** An image that the cluster has, or can pull, in place of one that is built here. */
const given = process.env['TEST_IMAGE'];
const built = given ?? 'labrador:built';
/** What is updated from: an image that the cluster has, such as the last version's; the same unless it is named. */
const before = process.env['TEST_IMAGE_BEFORE'] ?? built;
const [repository = ''] = built.split(':');
const redisImage = 'redis:7.4-alpine';
/** Where the API server listens, behind the Service `kubernetes`: a policy may see either. */
const apiServerPorts = [443, 6443, 16443];

let admin: ApiServer;
let chat: ChatEmulator;
let release: InstalledRelease;
let folder: string;
let values: string;

beforeAll(async () => {
  const {adminKubeconfig} = await realCluster();
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  release = new InstalledRelease(admin);
  folder = await mkdtemp(join(tmpdir(), 'labrador-deploy-'));
  values = join(folder, 'values.yaml');
  chat = await startChatEmulator({port: 0, address});
  await uninstallOthers();
  if (given !== undefined) return;
  await giveImage(redisImage);
  await buildImage(built);
});
afterAll(async () => {
  await helm('uninstall', 'labrador', '--namespace', namespace, '--ignore-not-found').catch(() => undefined);
  await chat?.close();
  await admin?.close();
  await rm(folder, {recursive: true, force: true});
});

/** A line of what was measured, for who runs it. */
function say(what: string, figures: unknown): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}

async function apply(...manifests: readonly object[]): Promise<void> {
  for (const manifest of manifests) await applyManifest(admin.as(undefined), manifest, {fieldManager: 'operator'});
}

/** What a facilitator has by hand before Helm comes, as docs/operators.md says. */
async function prepare(): Promise<void> {
  const secret = (name: string, stringData: object): object => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name, namespace},
    stringData,
  });
  const files = ['lab.yaml', 'specs/counter.yaml', 'specs/web.yaml'];
  const data = await Promise.all(
    files.map(async (file) => [
      file.replaceAll('/', '__'),
      await readFile(join(import.meta.dirname, 'counting', file), 'utf8'),
    ]),
  );
  await apply(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {name: namespace, labels: {'pod-security.kubernetes.io/enforce': 'restricted'}},
    },
    secret('labrador', {DISCORD_TOKEN: chat.token}),
    secret('redis', {REDIS_PASSWORD: 'a-password-of-letters'}),
    {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'counting', namespace}, data: Object.fromEntries(data)},
  );
}

async function writeValues(image: string, rateLimit: number, more: object = {}): Promise<void> {
  const [, tag] = image.split(':');
  const chatPort = Number(new URL(chat.url).port);
  const text = stringify({
    image: {repository, tag},
    labs: {configMaps: [{name: 'counting'}]},
    settings: {LAB: 'counting', DISCORD_API: chat.restUrl, RATE_LIMIT: String(rateLimit)},
    redis: {image: redisImage, existingSecret: 'redis'},
    networkPolicy: {egressPorts: [...apiServerPorts, chatPort]},
    ...more,
  });
  await writeFile(values, text);
}

/** Everything of ours in the cluster, as `KIND NAME`. */
async function inventory(): Promise<string[]> {
  const signal = AbortSignal.timeout(60_000);
  const own = `/namespaces/${namespace}`;
  const paths = {
    Namespace: '/api/v1/namespaces',
    ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
    ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    IngressClass: '/apis/networking.k8s.io/v1/ingressclasses',
    ValidatingAdmissionPolicy: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
    ValidatingAdmissionPolicyBinding: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
    Pod: `/api/v1${own}/pods`,
    Secret: `/api/v1${own}/secrets`,
    ConfigMap: `/api/v1${own}/configmaps`,
    PersistentVolumeClaim: `/api/v1${own}/persistentvolumeclaims`,
    ServiceAccount: `/api/v1${own}/serviceaccounts`,
    Service: `/api/v1${own}/services`,
    Deployment: `/apis/apps/v1${own}/deployments`,
    StatefulSet: `/apis/apps/v1${own}/statefulsets`,
    NetworkPolicy: `/apis/networking.k8s.io/v1${own}/networkpolicies`,
    PodDisruptionBudget: `/apis/policy/v1${own}/poddisruptionbudgets`,
    ReplicaSet: `/apis/apps/v1${own}/replicasets`,
    DaemonSet: `/apis/apps/v1${own}/daemonsets`,
    HorizontalPodAutoscaler: `/apis/autoscaling/v2${own}/horizontalpodautoscalers`,
    Role: `/apis/rbac.authorization.k8s.io/v1${own}/roles`,
    RoleBinding: `/apis/rbac.authorization.k8s.io/v1${own}/rolebindings`,
    Lease: `/apis/coordination.k8s.io/v1${own}/leases`,
    ServiceMonitor: `/apis/monitoring.coreos.com/v1${own}/servicemonitors`,
    PrometheusRule: `/apis/monitoring.coreos.com/v1${own}/prometheusrules`,
  };
  const found = await Promise.all(
    Object.entries(paths).map(async ([kind, path]) => {
      const objects = await listIfServed(admin.as(undefined), path, {signal});
      return objects
        .filter(({metadata: {name}}) => path.includes(own) || name.startsWith('labrador'))
        .map(({metadata}) => `${kind} ${metadata.name}`);
    }),
  );
  const nodes = await listCollection(admin.as(undefined), '/api/v1/nodes', {signal});
  const marks = nodes.flatMap(({metadata: {name, labels = {}, annotations = {}}}) =>
    Object.keys({...labels, ...annotations})
      .filter((key) => key.includes('labrador.dev'))
      .map((key) => `Node ${name} ${key}`),
  );
  // what every namespace has
  const common = new Set(['ConfigMap kube-root-ca.crt', 'ServiceAccount default']);
  return [...found.flat(), ...marks].filter((title) => !common.has(title));
}

/** Of two Pods of one image and one program, a worker gets through to Redis, and one without its labels does not. */
async function keepsStrangersOut(): Promise<void> {
  const [worker] = await release.pods('worker');
  if (worker === undefined) throw new Error('there is no worker');
  expect(await release.reachesRedis(worker, 'worker')).toBe('reached');
  await apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'stranger', namespace},
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: 'RuntimeDefault'}},
      containers: [
        {
          name: 'stranger',
          image: before,
          command: ['node', '-e', 'setInterval(() => undefined, 1000)'],
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}},
        },
      ],
    },
  });
  const path = `/api/v1/namespaces/${namespace}/pods/stranger`;
  const stranger = await waitUntil(
    'the stranger runs',
    async () => {
      const pod = podSchema.parse((await admin.as(undefined).request({path})).body);
      return pod.status?.phase === 'Running' ? pod : undefined;
    },
    {withinMs: 60_000},
  );
  expect(await release.reachesRedis(stranger, 'stranger')).toBe('kept out');
  await admin.as(undefined).request({method: 'DELETE', path});
}

test('a class of twenty goes on through updates, evictions and crashes, and all of it can be taken away again', async () => {
  await prepare();
  await writeValues(before, 60);
  await helm('install', 'labrador', chart, '--namespace', namespace, '--values', values, '--wait', '--timeout', '5m');
  await release.untilRolledOut();
  await release.leader();
  if (process.env['TEST_NETWORK_POLICIES'] === 'enforced') await keepsStrangersOut();
  // of what ran on this node before, and was ended hard
  const foldersBefore = await release.hostFolders();
  const memory = release.watchMemory();
  const page = new ChatPage(chat.url);
  const flo = (await page.join('flo', ['facilitator'])).in('facilitators');
  await waitUntil('the workshop is open', async () =>
    (await (await flo.types('/workshop status')).text()).includes('Counting') ? true : undefined,
  );
  const people = await NumberedClass.join(page, size);

  const during = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const played: Played = await people.during(async () => {
      await act();
      await release.untilRolledOut();
      await release.leader();
    });
    say(what, played);
  };
  const upgrade = async (...args: readonly string[]): Promise<unknown> =>
    helm('upgrade', 'labrador', chart, '--namespace', namespace, '--values', values, ...args);

  await during('nothing', async () => Promise.resolve());
  await during('helm upgrade to a new image', async () => {
    await writeValues(built, 61, {worker: {autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 3}}});
    await upgrade();
  });
  await during('helm upgrade of a setting', async () => {
    await writeValues(built, 62, {bot: {replicas: 2}, worker: {replicas: 3}});
    await upgrade('--force-conflicts');
  });
  await during('helm rollback', async () =>
    // an autoscaler may have decided how many workers there are
    helm('rollback', 'labrador', '1', '--namespace', namespace, '--force-conflicts'),
  );
  await during('eviction of each Pod', async () => {
    for (const part of ['worker', 'bot', 'redis'] as const) {
      for (const pod of await release.pods(part)) {
        await release.evict(pod);
        await release.untilRolledOut();
      }
    }
  });
  await during('a kill of a worker', async () => {
    const [worker] = await release.pods('worker');
    if (worker !== undefined) await release.kill(worker);
  });
  await during('a kill of the leader', async () => release.kill(await release.leader()));
  await during('a kill of Redis', async () => {
    const [redis] = await release.pods('redis');
    if (redis !== undefined) await release.kill(redis);
  });

  expect(await people.mistakes()).toEqual([]);
  const used = await memory();
  say('memory in MiB', Object.fromEntries(used));
  for (const [part, {most, limit}] of used) expect(most, `MiB of the ${part}`).toBeLessThan(0.9 * limit);

  // as long as the bot finds its way back to Redis, it says that it knows nothing just now
  const closing = await waitUntil('the class can be closed', async () => {
    const message = await (await typesAgain(flo, '/workshop close')).message();
    return message.components.length > 0 ? message : undefined;
  });
  await flo.presses(closing, 'Close it');
  await waitUntil(
    'the sandboxes are gone',
    async () => {
      const left = (await inventory()).filter((title) => /^Namespace labrador-.*-/.test(title));
      return left.length === 0 ? true : undefined;
    },
    {withinMs: 300_000},
  );
  expect(await release.hostFolders()).toEqual(foldersBefore);
  await helm('uninstall', 'labrador', '--namespace', namespace, '--wait', '--timeout', '3m');
  await waitUntil(
    'the Pods are gone',
    async () => ((await inventory()).some((title) => title.startsWith('Pod ')) ? undefined : true),
    {withinMs: 120_000},
  );
  // a bot that ends after its rights can't take its Lease along
  const left = (await inventory()).filter((title) => !title.startsWith('Lease labrador-'));
  expect(left.sort()).toEqual([
    'ConfigMap counting',
    'Namespace labrador-system',
    'PersistentVolumeClaim data-labrador-redis-0',
    'Secret labrador',
    'Secret redis',
  ]);
  await admin.as(undefined).request({method: 'DELETE', path: `/api/v1/namespaces/${namespace}`});
  await waitUntil('the namespace is gone', async () => ((await inventory()).length === 0 ? true : undefined), {
    withinMs: 120_000,
  });
});
