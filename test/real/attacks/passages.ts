import {types} from './chat-ways.ts';
import {controlPods} from './control-pods.ts';
import * as places from './places.ts';
import {reachScript, readReach, type Address} from './reach.ts';
import {kubectl, type World} from './world.ts';

/** Traffic that a policy which holds attacks must let through: a lab is nothing without it. */
interface Passage {
  readonly name: string;
  /** What came of it; undefined when it does not come through. */
  readonly pass: (world: World) => Promise<string | undefined>;
}

export interface PassageResult {
  readonly name: string;
  readonly isOpen: boolean;
  readonly evidence: string;
}

const proxyLimitBytes = 65_536;

/** From a Pod of the sandbox's to one of its own; where even a Pod that no policy confines does not get there, nothing is shut. */
const fromTheSandbox = (name: string, at: (world: World) => Promise<Address>): Passage => ({
  name,
  pass: async (world) => {
    const address = await at(world);
    const {shown = ''} = await types(world.mallory, kubectl(`exec pod/sleep -- sh -c '${reachScript(address)}'`));
    if (readReach(shown.split('\n').slice(1).join('\n')) === 'reached') return 'reached';
    const free = await (await controlPods(world)).free(address);
    return free === 'reached' ? undefined : `not on this cluster: ${free}`;
  },
});

const own =
  (at: (world: World) => Promise<string> | string, port: number) =>
  async (world: World): Promise<Address> => ({host: await at({...world, ada: world.mallory}), port});

const passages: readonly Passage[] = [
  {
    name: 'the API server’s proxy to a Pod',
    pass: async ({admin, mallory}) => {
      const path = `/api/v1/namespaces/${mallory.namespace}/pods/${mallory.pod.name}:80/proxy/`;
      const {status} = await admin.client.requestRaw({path, limitBytes: proxyLimitBytes});
      return status === 200 ? 'HTTP 200' : undefined;
    },
  },
  {
    name: '/browse',
    pass: async ({mallory}) => {
      const {shown = ''} = await types(mallory, '/browse service:nginx-np');
      return shown.includes('**HTTP 200**') ? 'HTTP 200' : undefined;
    },
  },
  fromTheSandbox(
    'a Pod of the same sandbox, by its address',
    own(({mallory}) => mallory.pod.ip, 80),
  ),
  fromTheSandbox('a Service of the same sandbox, by its address', own(places.serviceAddress, 8010)),
  fromTheSandbox('a Service of the same sandbox, by its name: DNS answers', own(places.serviceName, 8010)),
  fromTheSandbox('a Service of the same sandbox, by its node port', async (world) =>
    places.nodePort({...world, ada: world.mallory}),
  ),
  {
    name: 'a Pod of the cluster’s to a sandbox’s: what sandboxes receive is not narrowed',
    pass: async (world) => {
      const reach = await (await controlPods(world)).free({host: world.mallory.pod.ip, port: 80});
      return reach === 'reached' ? reach : undefined;
    },
  },
];

/** Tries all of them. */
export async function tryPassages(world: World): Promise<PassageResult[]> {
  const results: PassageResult[] = [];
  for (const {name, pass} of passages) {
    try {
      const evidence = await pass(world);
      results.push({name, isOpen: evidence !== undefined, evidence: evidence ?? 'it does not come through'});
    } catch (error) {
      results.push({name, isOpen: false, evidence: error instanceof Error ? error.message : String(error)});
    }
  }
  return results;
}
