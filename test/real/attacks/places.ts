import {z} from 'zod';
import {waitUntil} from '#test/support/wait-until.ts';
import {addressOfFreePod, controlPods, openPorts} from './control-pods.ts';
import type {Address} from './reach.ts';
import {applies, yamlOf, type World} from './world.ts';

const addressesSchema = z.looseObject({addresses: z.array(z.looseObject({type: z.string(), address: z.string()}))});
const serviceSchema = z.looseObject({
  clusterIP: z.string(),
  ports: z.array(z.looseObject({nodePort: z.number().optional()})),
});
const sliceSchema = z.looseObject({
  endpoints: z.array(z.looseObject({addresses: z.array(z.string())})).nullish(),
  ports: z.array(z.looseObject({port: z.number()})).nullish(),
});
const endpointsSchema = z.looseObject({
  subsets: z
    .array(
      z.looseObject({
        addresses: z.array(z.looseObject({ip: z.string()})).default([]),
        ports: z.array(z.looseObject({port: z.number()})).default([]),
      }),
    )
    .default([]),
});
const podAddressSchema = z.looseObject({status: z.looseObject({podIP: z.string().optional()})});

/** The lab's Service with a node port. */
const serviceOfAda = 'nginx-np';

export async function nodeAddress({admin, mallory}: World): Promise<string> {
  const node = await admin.find(`/api/v1/nodes/${mallory.node}`);
  const {addresses} = addressesSchema.parse(node?.['status']);
  return addresses.find(({type}) => type === 'InternalIP')?.address ?? '';
}

async function service(
  {admin}: World,
  {namespace, name}: {namespace: string; name: string},
): Promise<z.infer<typeof serviceSchema>> {
  return serviceSchema.parse((await admin.find(`/api/v1/namespaces/${namespace}/services/${name}`))?.['spec']);
}

export const serviceAddress = async (world: World): Promise<string> =>
  (await service(world, {namespace: world.ada.namespace, name: serviceOfAda})).clusterIP;

export const serviceName = ({ada}: World): string => `${serviceOfAda}.${ada.namespace}.svc.cluster.local`;

/** As clusters whose DNS knows Pods name them. */
export const podName = ({ada}: World): string =>
  `${ada.pod.ip.replaceAll(/[.:]/g, '-')}.${ada.namespace}.pod.cluster.local`;

export async function nodePort(world: World): Promise<Address> {
  const {ports} = await service(world, {namespace: world.ada.namespace, name: serviceOfAda});
  const port = ports.find((one) => one.nodePort !== undefined)?.nodePort;
  if (port === undefined) throw new Error(`Ada’s Service ${serviceOfAda} has no node port`);
  return {host: await nodeAddress(world), port};
}

/** The address by which Pods leave for the node; the node's own where there is no other. */
export async function gateway(world: World): Promise<string> {
  const pod = {namespace: world.mallory.namespace, name: 'sleep', container: 'sleep'};
  const routes = await world.admin.exec(pod, 'ip', 'route');
  return /\bvia (?<address>\S+)/.exec(routes)?.groups?.['address'] ?? nodeAddress(world);
}

export const apiServerService = async (world: World): Promise<string> =>
  (await service(world, {namespace: 'default', name: 'kubernetes'})).clusterIP;

export const apiServerName: Address = {host: 'kubernetes.default.svc.cluster.local', port: 443};

/** Where the API server says that it listens itself; where it says nothing, its Service. */
export async function apiServerEndpoint(world: World): Promise<Address> {
  const slice = await world.admin.find('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes');
  const {endpoints, ports} = sliceSchema.parse(slice ?? {});
  const ofSlice = {host: endpoints?.[0]?.addresses[0], port: ports?.[0]?.port};
  const {subsets} = endpointsSchema.parse(
    (await world.admin.find('/api/v1/namespaces/default/endpoints/kubernetes')) ?? {},
  );
  const host = ofSlice.host ?? subsets[0]?.addresses[0]?.ip;
  const port = ofSlice.port ?? subsets[0]?.ports[0]?.port;
  return host === undefined || port === undefined ? {host: await apiServerService(world), port: 443} : {host, port};
}

export const apiServerOfGateway = async (world: World): Promise<Address> => ({
  host: await gateway(world),
  port: (await apiServerEndpoint(world)).port,
});

/** A Pod of the administrator's that everybody may reach. */
export const controlPod = async (world: World): Promise<Address> => ({host: await addressOfFreePod(world), port: 8080});

/** The port of the bot's Redis, on the node that its address belongs to. */
export const redis = async (world: World): Promise<Address> => ({
  host: await nodeAddress(world),
  port: await world.labrador.redisPort(),
});

const falseDnsName = 'false-dns';

/** A Pod of Ada's that says that it is the cluster's DNS, for the policy lets everybody ask that. */
export async function falseDns(world: World): Promise<Address> {
  const {admin, ada} = world;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: falseDnsName, labels: {'k8s-app': 'kube-dns'}},
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [{name: 'main', image: 'busybox:1.36', command: ['nc', '-ll', '-p', '53', '-e', 'echo', 'open']}],
    },
  };
  await applies(ada, yamlOf(pod));
  const host = await waitUntil('Ada’s Pod has an address', async () => {
    const found = await admin.find(`/api/v1/namespaces/${ada.namespace}/pods/${falseDnsName}`);
    return podAddressSchema.parse(found ?? {status: {}}).status.podIP;
  });
  const address = {host, port: 53};
  const {free} = await controlPods(world);
  await waitUntil('Ada’s Pod listens', async () => ((await free(address)) === 'reached' ? true : undefined));
  return address;
}

/**
 * Why what listens on the node is reached though all else there is not: the plugin lets the whole range of node ports
 * through to the node itself.
 */
export async function letsNodePortsThrough(world: World, {host}: Address): Promise<string | undefined> {
  const {confined} = await controlPods(world);
  const [among, outside] = [
    await confined({host, port: openPorts.amongNodePorts}),
    await confined({host, port: openPorts.outsideNodePorts}),
  ];
  return among === 'reached' && outside !== 'reached'
    ? 'its network plugin lets every Pod reach what listens on the node itself on a port of those for node ports, whatever a policy says'
    : undefined;
}
