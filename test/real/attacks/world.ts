import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {stringify} from 'yaml';
import {z} from 'zod';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {ChatPage, type Answer, type Person} from '#test/support/chat-page.ts';
import {installIn, type TestCluster} from '#test/support/labrador.ts';
import {mark} from './acted-upon.ts';
import {Administrator} from './administrator.ts';
import {admissionPolicies, missingPolicies, servesPolicies} from './admission-policies.ts';
import {startLabradorProcess, type LabradorProcess} from './labrador-process.ts';
import {deploymentWith, type Scene} from './mischiefs.ts';
import {OutcomeCodes} from './outcome-codes.ts';
import {removeSandboxes, sandboxesIn} from './sandboxes.ts';
import type {Undo} from './undo.ts';
import {untilTaken} from './until-taken.ts';

/** A participant and their sandbox. */
export interface Participant {
  readonly person: Person;
  readonly namespace: string;
  readonly node: string;
  /** Their DaemonSet's Pod. */
  readonly pod: {readonly name: string; readonly ip: string};
  /** How their commands ended. */
  readonly codes: OutcomeCodes;
}

/** A workshop with two learners and a facilitator, and the cluster that it is held on. */
export interface World {
  readonly chat: ChatPage;
  /** Means harm. Has the lab's DaemonSet, its sleep Pod, and a Deployment `target` without Pods. */
  readonly mallory: Participant;
  /** Means well, and has the same, with a secret: `secretOf` is in a ConfigMap, a log and a host folder of hers. */
  readonly ada: Participant;
  readonly facilitator: Person;
  readonly admin: Administrator;
  readonly server: ApiServer;
  /** The cluster with the bot's own token. */
  readonly bot: ApiServer;
  readonly labrador: LabradorProcess;
  /** Path of the kubeconfig with the bot's rights. */
  readonly botKubeconfig: string;
  /** Texts that must never be in a log, with what they are. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly version: {readonly major: number; readonly minor: number; readonly text: string};
  readonly scene: Scene;
  /** Takes both sandboxes back to what they were in the beginning. */
  readonly tidy: () => Promise<void>;
  /** Ends Labrador, so that all that it printed and kept can be read. */
  readonly stop: () => Promise<void>;
  /** What is made goes in here: it is taken back at the end, also when a signal ends the run. */
  readonly undo: Undo;
}

/** What only Ada may see. */
export const secretOfAda = 'belongs-to-ada-alone';
/** Of her ConfigMap. */
const secretName = 'private';

/** The name under which Mallory joins: a display name can be anything. */
const malloryName = `**${mark}\u202e\u2060**\`||[x](y)`;

const podSchema = z.looseObject({
  metadata: z.looseObject({name: z.string()}),
  status: z.looseObject({podIP: z.string()}),
});
const versionSchema = z.looseObject({major: z.string(), minor: z.string(), gitVersion: z.string()});

export const kubectl = (line: string): string => `/kubectl command:${line}`;

/** A file with objects in it. */
export const yamlOf = (...objects: readonly JsonObject[]): string =>
  objects.map((object) => stringify(object)).join('---\n');

/** Starts Labrador on the cluster, and gives both learners what they have to attack with and to lose. */
export async function openWorld(cluster: TestCluster, undo: Undo): Promise<World> {
  undo.push('the way to the cluster', cluster.close);
  const folder = await mkdtemp(join(tmpdir(), 'labrador-attacks-'));
  undo.push(folder, async () => rm(folder, {recursive: true, force: true}));
  const server = await openServer((kubeConfig) => kubeConfig.loadFromString(cluster.adminKubeconfig), undo);
  const admin = new Administrator(server.as(undefined));
  const {botKubeconfig} = await installOn(cluster, {folder, admin, undo});
  const bot = await openServer((kubeConfig) => kubeConfig.loadFromFile(botKubeconfig), undo);
  const before = await sandboxesIn(admin);
  undo.push('the sandboxes', async () =>
    removeSandboxes(
      admin,
      (await sandboxesIn(admin)).filter((namespace) => !before.includes(namespace)),
    ),
  );
  // whoever is asked to wait has been stopped by nothing else
  const more = {RATE_LIMIT: '1000000', LOG_LEVEL: 'trace'};
  const labrador = await startLabradorProcess(botKubeconfig, {undo, more});
  const chat = new ChatPage(labrador.url);
  const [adaPerson, malloryPerson] = [await chat.join('ada'), await chat.join(malloryName)];
  const facilitator = await chat.join('grace', ['facilitator']);
  const codes = new OutcomeCodes(labrador.output);
  const [ada, mallory] = await Promise.all(
    [adaPerson, malloryPerson].map(async (person) => begin(person, {admin, codes})),
  );
  if (ada === undefined || mallory === undefined) throw new Error('two people have begun');
  const scene = {namespace: mallory.namespace, other: ada.namespace};
  await Promise.all([
    hideSecret(ada),
    applies(mallory, yamlOf(deploymentWith('target', {change: (spec) => spec}, scene))),
  ]);
  const {major, minor, gitVersion} = versionSchema.parse((await admin.client.request({path: '/version'})).body);
  const leave = async (): Promise<void> => {
    await Promise.all([ada, mallory].map(async ({person}) => (await person.sends('/lab leave')).answered(120_000)));
  };
  return {
    chat,
    mallory,
    ada,
    facilitator,
    admin,
    server,
    bot,
    labrador,
    botKubeconfig,
    secrets: await secretsIn(botKubeconfig, cluster.adminKubeconfig),
    version: {major: Number.parseInt(major, 10), minor: Number.parseInt(minor, 10), text: gitVersion},
    scene,
    tidy: async () => {
      await admin.empty(mallory.namespace, isFromTheBeginning);
      await admin.empty(ada.namespace, (shown) => isFromTheBeginning(shown) || shown === `configmaps/${secretName}`);
    },
    stop: async () => {
      await leave();
      await labrador.stop();
    },
    undo,
  };
}

async function openServer(load: (kubeConfig: KubeConfig) => void, undo: Undo): Promise<ApiServer> {
  const kubeConfig = new KubeConfig();
  load(kubeConfig);
  const server = await ApiServer.open(kubeConfig);
  undo.push('a connection', async () => server.close());
  return server;
}

interface Installing {
  readonly folder: string;
  readonly admin: Administrator;
  readonly undo: Undo;
}

/** As `cluster:install` does, with the rules that the cluster can hold by itself; those that were not there go again. */
async function installOn(cluster: TestCluster, {folder, admin, undo}: Installing): Promise<{botKubeconfig: string}> {
  const policies = (await servesPolicies(admin)) ? admissionPolicies : () => [];
  const version = await readServerVersion(admin.client, AbortSignal.timeout(10_000));
  const missing = await missingPolicies(admin, policies(version));
  undo.push('the admission policies', async () => {
    for (const path of missing) await admin.remove(path);
  });
  const {admin: installer, botKubeconfig} = await installIn(cluster, folder, policies);
  await installer.close();
  return {botKubeconfig};
}

/** What both have before anything is tried, by its type and name. */
const isFromTheBeginning = (shown: string): boolean =>
  /^(?:pods\/(?:sleep|nginx-.*)|daemonsets\/nginx|deployments\/target|replicasets\/target-.*|services\/nginx-(?:lb|np)|configmaps\/kube-root-ca\.crt)$/.test(
    shown,
  );

async function begin(
  person: Person,
  {admin, codes}: {readonly admin: Administrator; readonly codes: OutcomeCodes},
): Promise<Participant> {
  const text = await (await untilTaken(async () => person.types('/lab start'))).text();
  const {namespace, node} = /namespace\/(?<namespace>\S+) ready on node (?<node>\S+)/.exec(text)?.groups ?? {};
  if (namespace === undefined || node === undefined) throw new Error(`/lab start answered ${text}`);
  await settle(person);
  const [pod] = (await admin.list(`/api/v1/namespaces/${namespace}/pods`)).map((one) => podSchema.parse(one));
  if (pod === undefined) throw new Error('the DaemonSet has no Pod');
  return {person, namespace, node, codes, pod: {name: pod.metadata.name, ip: pod.status.podIP}};
}

/** The lab's DaemonSet, Services and sleep Pod, all of them running. */
export async function settle(person: Person): Promise<void> {
  const types = async (line: string): Promise<Answer> => untilTaken(async () => person.types(kubectl(line)));
  await types('apply -f specs/nginx');
  await (await types('rollout status daemonset/nginx')).until(/successfully rolled out/);
  await types('apply -f specs/sleep-with-hostPath.yaml');
  await (await types('wait --for=condition=Ready pod/sleep --timeout=60s')).until(/condition met/);
}

async function hideSecret(ada: Participant): Promise<void> {
  const data = {secret: secretOfAda};
  await applies(ada, yamlOf({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: secretName}, data}));
  const script = `echo ${secretOfAda} | tee /var/log/nginx/private /usr/share/nginx/html/index.html > /proc/1/fd/1`;
  await untilTaken(async () => ada.person.types(kubectl(`exec daemonset/nginx -- sh -c "${script}"`)));
}

/** Applies what is allowed. */
export async function applies({person}: Pick<Participant, 'person'>, yaml: string): Promise<Answer> {
  const answer = await untilTaken(async () => person.types('/apply', {file: {name: 'mine.yaml', text: yaml}}));
  const text = await answer.text();
  if (!/ (?:created|configured|unchanged)/.test(text)) throw new Error(`/apply answered ${text}`);
  return answer;
}

/** Credentials, as they stand in kubeconfigs. */
async function secretsIn(botKubeconfig: string, adminKubeconfig: string): Promise<Map<string, string>> {
  const texts = [
    ['the bot’s kubeconfig', await readFile(botKubeconfig, 'utf8')],
    ['the administrator’s kubeconfig', adminKubeconfig],
  ] as const;
  const secrets = new Map<string, string>();
  for (const [what, text] of texts) {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(text);
    const {token, keyData, certData} = kubeConfig.getCurrentUser() ?? {};
    for (const [field, value] of Object.entries({token, keyData, certData})) {
      if (value !== undefined && value !== '') secrets.set(value, `${field} of ${what}`);
    }
  }
  return secrets;
}
