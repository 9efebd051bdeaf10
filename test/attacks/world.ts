import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {stringify} from 'yaml';
import {z} from 'zod';
import {ApiServer} from '../../src/cluster/api-client.ts';
import type {JsonObject} from '../../src/sandbox/json.ts';
import {ChatPage, type Answer, type Person} from '../support/chat-page.ts';
import {installIn, type TestCluster} from '../support/labrador.ts';
import {mark} from './acted-upon.ts';
import {Administrator} from './administrator.ts';
import {startLabradorProcess, type LabradorProcess} from './labrador-process.ts';
import {deploymentWith, type Scene} from './mischiefs.ts';

/** A participant and their sandbox. */
export interface Participant {
  readonly person: Person;
  readonly namespace: string;
  readonly node: string;
  /** Their DaemonSet's Pod. */
  readonly pod: {readonly name: string; readonly ip: string};
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
  /** Takes Mallory's sandbox back to what it was in the beginning. */
  readonly tidy: () => Promise<void>;
  /** Ends Labrador, so that all that it printed and kept can be read. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What only Ada may see. */
export const secretOfAda = 'belongs-to-ada-alone';

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
export async function openWorld(cluster: TestCluster): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-attacks-'));
  const {admin: server, botKubeconfig} = await installIn(cluster, folder);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(botKubeconfig);
  const bot = await ApiServer.open(kubeConfig);
  // whoever is asked to wait has been stopped by nothing else
  const labrador = await startLabradorProcess(botKubeconfig, {RATE_LIMIT: '1000000', LOG_LEVEL: 'trace'});
  const admin = new Administrator(server.as(undefined));
  const chat = new ChatPage(labrador.url);
  const [adaPerson, malloryPerson] = [await chat.join('ada'), await chat.join(malloryName)];
  const facilitator = await chat.join('grace', ['facilitator']);
  const [ada, mallory] = await Promise.all([begin(adaPerson, admin), begin(malloryPerson, admin)]);
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
    },
    stop: async () => {
      await leave();
      await labrador.stop();
    },
    close: async () => {
      await labrador.stop();
      await labrador.erase();
      await Promise.all([ada, mallory].map(async ({namespace}) => admin.remove(`/api/v1/namespaces/${namespace}`)));
      await bot.close();
      await server.close();
      await cluster.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

/** What Mallory has before anything is tried, by its type and name. */
const isFromTheBeginning = (shown: string): boolean =>
  /^(?:pods\/(?:sleep|nginx-.*)|daemonsets\/nginx|deployments\/target|replicasets\/target-.*|services\/nginx-(?:lb|np)|configmaps\/kube-root-ca\.crt)$/.test(
    shown,
  );

async function begin(person: Person, admin: Administrator): Promise<Participant> {
  const text = await (await person.types('/lab start')).text();
  const {namespace, node} = /namespace\/(?<namespace>\S+) ready on node (?<node>\S+)/.exec(text)?.groups ?? {};
  if (namespace === undefined || node === undefined) throw new Error(`/lab start answered ${text}`);
  await settle(person);
  const [pod] = (await admin.list(`/api/v1/namespaces/${namespace}/pods`)).map((one) => podSchema.parse(one));
  if (pod === undefined) throw new Error('the DaemonSet has no Pod');
  return {person, namespace, node, pod: {name: pod.metadata.name, ip: pod.status.podIP}};
}

/** The lab's DaemonSet, Services and sleep Pod, all of them running. */
export async function settle(person: Person): Promise<void> {
  await person.types(kubectl('apply -f specs/nginx'));
  await (await person.types(kubectl('rollout status daemonset/nginx'))).until(/successfully rolled out/);
  await person.types(kubectl('apply -f specs/sleep-with-hostPath.yaml'));
  await (await person.types(kubectl('wait --for=condition=Ready pod/sleep --timeout=60s'))).until(/condition met/);
}

async function hideSecret(ada: Participant): Promise<void> {
  const data = {secret: secretOfAda};
  await applies(ada, yamlOf({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'private'}, data}));
  const script = `echo ${secretOfAda} | tee /var/log/nginx/private /usr/share/nginx/html/index.html > /proc/1/fd/1`;
  await ada.person.types(kubectl(`exec daemonset/nginx -- sh -c "${script}"`));
}

/** Applies what is allowed. */
export async function applies({person}: Pick<Participant, 'person'>, yaml: string): Promise<Answer> {
  const answer = await person.types('/apply', {file: {name: 'mine.yaml', text: yaml}});
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
