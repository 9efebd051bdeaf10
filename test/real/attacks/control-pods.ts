import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {reachScript, readReach, type Address, type Reach} from './reach.ts';
import type {World} from './world.ts';

const namespace = 'labrador-attacks-control';
const below = `/api/v1/namespaces/${namespace}`;
const settledWithinMs = 15_000;

/** Ports of the node on which something listens that asks nobody: one of them among those that node ports are chosen from. */
export const openPorts = {outsideNodePorts: 16_380, amongNodePorts: 32_760} as const;

/**
 * Pods of the administrator's, in no sandbox, on the learners' node: what they reach tells what a network lets through, and
 * so what of it is the sandboxes' own policy.
 */
export interface ControlPods {
  /** From a Pod that no NetworkPolicy confines. */
  readonly free: (address: Address) => Promise<Reach>;
  /** From one that a policy lets send nothing. */
  readonly confined: (address: Address) => Promise<Reach>;
  /** Whether the network plugin enforces NetworkPolicies at all: a Pod that may send nothing does not reach what `free` does. */
  readonly isEnforced: boolean;
}

const phaseSchema = z.looseObject({
  status: z.looseObject({phase: z.string().optional(), podIP: z.string().optional()}),
});

const sleeping = ['sleep', '3600'];
/** Says something to everybody. */
const listening = (port: number): string => `nc -ll -p ${port} -e echo open`;

/** The address of the Pod that no policy confines; it says something to everybody on port 8080. */
export async function addressOfFreePod(world: World): Promise<string> {
  await controlPods(world);
  const {status} = phaseSchema.parse(await world.admin.find(`${below}/pods/free`));
  if (status.podIP === undefined) throw new Error('the control Pod has no address');
  return status.podIP;
}

const pods: readonly {readonly name: string; readonly command: readonly string[]; readonly more?: JsonObject}[] = [
  {name: 'free', command: ['sh', '-c', listening(8080)]},
  {name: 'confined', command: sleeping},
  {
    name: 'on-the-node',
    command: ['sh', '-c', Object.values(openPorts).map(listening).join(' & ')],
    more: {hostNetwork: true},
  },
];

const podOf = (node: string, {name, command, more = {}}: (typeof pods)[number]): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name, labels: {app: name}},
  spec: {
    nodeName: node,
    terminationGracePeriodSeconds: 1,
    automountServiceAccountToken: false,
    containers: [{name: 'main', image: 'busybox:1.36', command: [...command]}],
    ...more,
  },
});

const known = new WeakMap<World, Promise<ControlPods>>();

/** Starts them, at the first time that they are asked for. */
export async function controlPods(world: World): Promise<ControlPods> {
  const starting = known.get(world) ?? startPods(world);
  known.set(world, starting);
  return starting;
}

async function startPods(world: World): Promise<ControlPods> {
  const {admin, ada, undo} = world;
  undo.push('the control Pods', async () => admin.remove(`/api/v1/namespaces/${namespace}`));
  await waitUntil('there is no control of an earlier run', async () => {
    const isThere = (await admin.find(`/api/v1/namespaces/${namespace}`)) !== undefined;
    if (isThere) await admin.remove(`/api/v1/namespaces/${namespace}`);
    return isThere ? undefined : true;
  });
  const labels = {'pod-security.kubernetes.io/enforce': 'privileged'};
  await admin.create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace, labels}});
  await admin.create(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {name: 'nothing'},
    spec: {podSelector: {matchLabels: {app: 'confined'}}, policyTypes: ['Egress'], egress: []},
  });
  await waitUntil('the account of the namespace is there', async () => admin.find(`${below}/serviceaccounts/default`));
  for (const pod of pods) await admin.create(`${below}/pods`, podOf(ada.node, pod));
  for (const {name} of pods) {
    await waitUntil(`the control Pod ${name} runs`, async () => {
      const {status} = phaseSchema.parse(await admin.find(`${below}/pods/${name}`));
      return status.phase === 'Running' ? true : undefined;
    });
  }
  const from =
    (name: string) =>
    async (address: Address): Promise<Reach> =>
      readReach(await admin.exec({namespace, name, container: 'main'}, 'sh', '-c', reachScript(address)));
  const adas = {host: ada.pod.ip, port: 80};
  if ((await from('free')(adas)) !== 'reached') throw new Error('a Pod that no policy confines does not reach Ada’s');
  const [free, confined] = [from('free'), from('confined')];
  return {free, confined, isEnforced: await settles(async () => (await confined(adas)) !== 'reached')};
}

/** What a plugin enforces it enforces a moment after the Pod has begun. */
async function settles(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + settledWithinMs;
  while (Date.now() < until) if (await isSo()) return true;
  return isSo();
}

/** Why traffic that the sandbox's policy forbids flows all the same. */
export const noNetworkPolicies = async (world: World): Promise<string | undefined> =>
  (await controlPods(world)).isEnforced
    ? undefined
    : 'its network plugin enforces no NetworkPolicy: a Pod that the administrator lets send nothing reached another as well';
