import {Agent, request} from 'undici';
import {z} from 'zod';
import {waitUntil} from '../../support/wait-until.ts';
import type {OtherAttack, Stopper} from '../attack.ts';
import {types} from '../chat-ways.ts';
import {kubeletOf} from '../kubelet-of.ts';
import {noNetworkPolicies} from '../network-policy-probe.ts';
import {ownPage, relayObjects} from '../relay.ts';
import {applies, secretOfAda, yamlOf, type World} from '../world.ts';

/** An address that a process of a container of Mallory's asks, and `/browse` shows what it answers. */
interface Destination {
  readonly name: string;
  readonly threat: string;
  readonly url: (world: World) => Promise<string> | string;
  /** Who refuses, when it is reached. */
  readonly by: Stopper;
  /** What it would say to whom it lets in. */
  readonly answer: RegExp;
  /** Other than by what was answered. */
  readonly isOpen?: (world: World) => Promise<string | undefined>;
  readonly gap?: OtherAttack['gap'];
}

const rights = 'rights in the cluster';
const others = 'other learners';
const theNode = 'the node';

const addressesSchema = z.looseObject({addresses: z.array(z.looseObject({type: z.string(), address: z.string()}))});
const clusterAddressSchema = z.looseObject({clusterIP: z.string()});

async function nodeAddress({admin, mallory}: World): Promise<string> {
  const node = await admin.find(`/api/v1/nodes/${mallory.node}`);
  const {addresses} = addressesSchema.parse(node?.['status']);
  return addresses.find(({type}) => type === 'InternalIP')?.address ?? '';
}

async function serviceAddress({admin}: World, namespace: string, name: string): Promise<string> {
  const service = await admin.find(`/api/v1/namespaces/${namespace}/services/${name}`);
  return clusterAddressSchema.parse(service?.['spec']).clusterIP;
}

/** Whoever reaches the API server without a token. */
async function isApiServerOpen({server}: World): Promise<string | undefined> {
  const agent = new Agent({connect: {rejectUnauthorized: false}});
  try {
    const {statusCode, body} = await request(`${server.url}/api/v1/namespaces`, {dispatcher: agent});
    await body.dump();
    return statusCode < 400 ? `it answers anybody: HTTP ${statusCode}` : undefined;
  } finally {
    await agent.close();
  }
}

async function isKubeletOpen(world: World): Promise<string | undefined> {
  const {readOnlyPort = 0, authentication} = await kubeletOf(world);
  if (readOnlyPort !== 0) return `it has a port that asks nobody: ${readOnlyPort}`;
  return authentication.anonymous.enabled ? 'it answers anybody' : undefined;
}

const destinations: readonly Destination[] = [
  {
    name: 'another sandbox’s Pod',
    threat: others,
    url: ({ada}) => `http://${ada.pod.ip}/`,
    by: 'network',
    answer: new RegExp(secretOfAda),
    gap: noNetworkPolicies,
  },
  {
    name: 'another sandbox’s Service',
    threat: others,
    url: async (world) => `http://${await serviceAddress(world, world.ada.namespace, 'nginx-np')}:8010/`,
    by: 'network',
    answer: new RegExp(secretOfAda),
    gap: noNetworkPolicies,
  },
  {
    name: 'the API server, without a token',
    threat: rights,
    url: async (world) => `https://${await serviceAddress(world, 'default', 'kubernetes')}:443/api/v1/namespaces`,
    by: 'API server',
    answer: /NamespaceList/,
    isOpen: isApiServerOpen,
  },
  {
    name: 'the kubelet, without a token',
    threat: theNode,
    url: async (world) => `https://${await nodeAddress(world)}:10250/pods`,
    by: 'kubelet',
    answer: /PodList/,
    isOpen: isKubeletOpen,
  },
  {
    name: 'the kubelet’s port that asked nobody',
    threat: theNode,
    url: async (world) => `http://${await nodeAddress(world)}:10255/pods`,
    by: 'kubelet',
    answer: /PodList/,
    isOpen: isKubeletOpen,
  },
  {
    name: 'the kube-proxy’s metrics',
    threat: theNode,
    url: async (world) => `http://${await nodeAddress(world)}:10249/metrics`,
    by: 'network',
    answer: /^\s*# (?:HELP|TYPE)/m,
    gap: noNetworkPolicies,
  },
  {
    name: 'the cloud’s metadata',
    threat: rights,
    url: () => 'http://169.254.169.254/',
    by: 'network',
    answer: /HTTP (?:[123]\d\d|404)/,
    gap: noNetworkPolicies,
  },
];

const isRunning = new WeakMap<World, Promise<void>>();
const routeOf = ({name}: Destination): string => `to-${destinations.findIndex((one) => one.name === name)}`;

async function startRelay(world: World): Promise<void> {
  const routes: [string, string][] = [];
  for (const destination of destinations) routes.push([routeOf(destination), await destination.url(world)]);
  await applies(world.mallory, yamlOf(...relayObjects('relay', Object.fromEntries(routes))));
  await waitUntil('the relay answers', async () => {
    const {shown = ''} = await types(world.mallory, `/browse service:relay path:/${ownPage}`);
    return shown.includes('the relay itself') ? true : undefined;
  });
}

const notReached = /HTTP 50[24]/;
const refused = /HTTP 40[13]|Unauthorized|forbidden/i;

const attackOn = (destination: Destination): OtherAttack => ({
  group: 'in a container',
  name: destination.name,
  threat: destination.threat,
  path: 'a proxy in a Pod, and /browse',
  attempt: async (world) => {
    const running = isRunning.get(world) ?? startRelay(world);
    isRunning.set(world, running);
    await running;
    const {shown = ''} = await types(world.mallory, `/browse service:relay path:/${routeOf(destination)}`);
    const evidence = shown.split('\n').slice(1).join(' ').replaceAll('```', ' ').replace(/\s+/g, ' ').trim();
    const stoppedBy = notReached.test(shown) ? 'network' : refused.test(shown) ? destination.by : undefined;
    return {stoppedBy, evidence, shown};
  },
  effect: async (world, {shown = ''}) => (destination.answer.test(shown) ? 'it answers' : destination.isOpen?.(world)),
  ...(destination.gap === undefined ? {} : {gap: destination.gap}),
});

/** What a process in a container of Mallory's can reach. */
export const fromAContainer: readonly OtherAttack[] = destinations.map(attackOn);
