import type {JsonObject} from '#src/kubernetes/json.ts';
import type {OtherAttack} from '../attack.ts';
import {byFile, types} from '../chat-ways.ts';
import {controlPods, noNetworkPolicies, openPorts} from '../control-pods.ts';
import {isApiServerOpen, isKubeletOpen} from '../guards.ts';
import * as places from '../places.ts';
import {reachScript, readReach, wallOfTraffic, type Address} from '../reach.ts';
import type {Wall} from '../walls.ts';
import {kubectl, type World} from '../world.ts';

/** What asks everybody who comes for credentials: reaching it is not yet an effect. */
interface Guard {
  readonly by: Wall;
  /** How it answers whoever has none; undefined when it does not. */
  readonly isOpen: (world: World) => Promise<string | undefined>;
}

/** An address that a process in a container of Mallory's tries to reach. */
interface Destination {
  readonly name: string;
  readonly threat: string;
  readonly at: (world: World) => Address | Promise<Address>;
  readonly guard?: Guard;
  readonly gap?: (world: World, at: Address) => Promise<string | undefined>;
}

const rights = 'rights in the cluster';
const others = 'other learners';
const theNode = 'the node';
const theBot = 'the bot';

const apiServer: Guard = {by: 'authentication', isOpen: isApiServerOpen};
const kubelet: Guard = {by: 'authentication', isOpen: isKubeletOpen};
const on =
  (place: (world: World) => Promise<string> | string, port: number) =>
  async (world: World): Promise<Address> => ({host: await place(world), port});

const destinations: readonly Destination[] = [
  {name: 'another sandbox’s Pod, by its address', threat: others, at: on(({ada}) => ada.pod.ip, 80)},
  {name: 'another sandbox’s Pod, by its name', threat: others, at: on(places.podName, 80)},
  {name: 'another sandbox’s Service, by its address', threat: others, at: on(places.serviceAddress, 8010)},
  {name: 'another sandbox’s Service, by its name', threat: others, at: on(places.serviceName, 8010)},
  {name: 'another sandbox’s Service, by its node port', threat: others, at: places.nodePort},
  {name: 'another sandbox’s Pod on the port of DNS, which is labelled as DNS is', threat: others, at: places.falseDns},
  {name: 'a Pod of the cluster’s, in no sandbox', threat: 'the cluster', at: places.controlPod},
  {name: 'the API server, by its Service', threat: rights, at: on(places.apiServerService, 443), guard: apiServer},
  {name: 'the API server, by the Service’s name', threat: rights, at: () => places.apiServerName, guard: apiServer},
  {name: 'the API server, on its node', threat: rights, at: places.apiServerEndpoint, guard: apiServer},
  {name: 'the API server, by the gateway’s address', threat: rights, at: places.apiServerOfGateway, guard: apiServer},
  {name: 'the kubelet', threat: theNode, at: on(places.nodeAddress, 10_250), guard: kubelet},
  {name: 'the kubelet, by the gateway’s address', threat: theNode, at: on(places.gateway, 10_250), guard: kubelet},
  {name: 'the kubelet’s port that asked nobody', threat: theNode, at: on(places.nodeAddress, 10_255)},
  {name: 'the kube-proxy’s metrics', threat: theNode, at: on(places.nodeAddress, 10_249)},
  {name: 'the metrics server, on its node', threat: theNode, at: on(places.nodeAddress, 10_443)},
  {
    name: 'what listens on the node, by the node’s address',
    threat: theNode,
    at: on(places.nodeAddress, openPorts.outsideNodePorts),
  },
  {
    name: 'what listens on the node, by the gateway’s address',
    threat: theNode,
    at: on(places.gateway, openPorts.outsideNodePorts),
  },
  {
    name: 'what listens on the node, on a port of those for node ports',
    threat: theNode,
    at: on(places.nodeAddress, openPorts.amongNodePorts),
    gap: places.letsNodePortsThrough,
  },
  {name: 'the bot’s Redis', threat: theBot, at: places.redis},
  {name: 'the cloud’s metadata', threat: rights, at: on(() => '169.254.169.254', 80)},
  {name: 'the cloud’s metadata, over IPv6', threat: rights, at: on(() => 'fd00:ec2::254', 80)},
];

const attackOn = ({name, threat, at, guard, gap}: Destination): OtherAttack => ({
  group: 'in a container',
  name,
  threat,
  path: 'exec pod/sleep: a connection',
  attempt: async (world) => {
    const address = await at(world);
    const {shown = ''} = await types(world.mallory, kubectl(`exec pod/sleep -- sh -c '${reachScript(address)}'`));
    // without the line that was typed
    const confined = readReach(shown.split('\n').slice(1).join('\n'));
    const free = await (await controlPods(world)).free(address);
    const evidence = `${address.host}:${address.port}: ${confined}; from a Pod that no policy confines: ${free}`;
    const wall = wallOfTraffic({confined, free});
    return {stoppedBy: wall ?? guard?.by, evidence, shown: confined};
  },
  effect: async (world, {shown}) => {
    if (shown !== 'reached') return undefined;
    return guard === undefined ? 'it is reached' : guard.isOpen(world);
  },
  gap: async (world) => (await noNetworkPolicies(world)) ?? gap?.(world, await at(world)),
});

/** What a learner may write, and what is to open nothing beyond their sandbox. */
const openAll: JsonObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {name: 'open-all'},
  spec: {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{}],
    egress: [{}, {to: [{namespaceSelector: {}}]}],
  },
};

/** The same while policies of Mallory's own allow all traffic. */
function behindOwnPolicies(destination: Destination): OtherAttack {
  const attack = attackOn(destination);
  return {
    ...attack,
    name: `${attack.name}, with a NetworkPolicy that allows all`,
    path: '/apply with a file, then exec pod/sleep: a connection',
    attempt: async (world) => {
      const applied = await byFile.send(world.mallory, [openAll]);
      try {
        const tried = await attack.attempt(world);
        return {...tried, evidence: `${applied.evidence}; ${tried.evidence}`};
      } finally {
        await types(world.mallory, kubectl('delete networkpolicy open-all'));
      }
    },
  };
}

/** What a process in a container of Mallory's can reach. */
export const fromAContainer: readonly OtherAttack[] = [
  ...destinations.map(attackOn),
  ...destinations.filter(({guard}) => guard === undefined).map(behindOwnPolicies),
];
