import {endpointSliceSchema, type Endpoint, type EndpointSlice} from './schema.ts';

/** An object as the API server's JSON has it. */
type PlainObject = Readonly<Record<string, unknown>>;

/** The label that says which Service an EndpointSlice is of. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** An address behind a Service, as Endpoints have it. */
interface EndpointAddress {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: Endpoint['targetRef'];
}

interface EndpointSubset {
  readonly addresses: EndpointAddress[];
  readonly notReadyAddresses: EndpointAddress[];
  readonly ports: PlainObject[];
}

/** The name of the Service that the EndpointSlice is of; undefined when it is of none. */
export const serviceOfSlice = (slice: unknown): string | undefined =>
  endpointSliceSchema.parse(slice).metadata.labels?.[serviceNameLabel];

/**
 * The addresses in the slices that a Service sends to. Where the Service names a port that the Pods do not have, there are
 * slices of them without ports, to which nothing is sent.
 */
export const readySliceAddresses = (slices: readonly unknown[]): string[] =>
  slices
    .map((slice) => endpointSliceSchema.parse(slice))
    .filter(hasPorts)
    .flatMap(({endpoints}) => endpoints.filter(isReady).flatMap(({addresses: [address]}) => address ?? []));

const hasPorts = ({ports}: EndpointSlice): boolean => ports.length > 0;

/** What is not said is ready. @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
const isReady = ({conditions}: Endpoint): boolean => conditions.ready !== false;

/**
 * The Endpoints that these EndpointSlices stand for, by the names of their Services: what the cluster itself makes for who
 * still reads them, with what can be told from slices. Endpoints without any address have no `subsets`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/
 */
export function endpointsOfSlices(slices: readonly PlainObject[]): PlainObject[] {
  const services = new Map<string, EndpointSlice[]>();
  for (const object of slices) {
    const slice = endpointSliceSchema.parse(object);
    const service = slice.metadata.labels?.[serviceNameLabel];
    if (service !== undefined) services.set(service, [...(services.get(service) ?? []), slice]);
  }
  return [...services]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ofService]) => plainEndpoints(name, ofService));
}

function plainEndpoints(name: string, slices: readonly EndpointSlice[]): PlainObject {
  const namespace = slices[0]?.metadata.namespace;
  const subsets = subsetsOf(slices);
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {name, ...(namespace === undefined ? {} : {namespace})},
    ...(subsets.length === 0 ? {} : {subsets}),
  };
}

/** One subset for each set of ports. */
function subsetsOf(slices: readonly EndpointSlice[]): PlainObject[] {
  const subsets = new Map<string, EndpointSubset>();
  for (const {endpoints, ports} of slices.filter(hasPorts)) {
    const plainPorts = ports.map(plainPort);
    const key = JSON.stringify(plainPorts);
    const subset = subsets.get(key) ?? {addresses: [], notReadyAddresses: [], ports: plainPorts};
    subsets.set(key, subset);
    for (const endpoint of endpoints) {
      if (isReady(endpoint)) subset.addresses.push(...addressesOf(endpoint));
      // who is about to go is in slices only
      else if (endpoint.conditions.terminating !== true) subset.notReadyAddresses.push(...addressesOf(endpoint));
    }
  }
  return [...subsets.values()]
    .filter(({addresses, notReadyAddresses}) => addresses.length + notReadyAddresses.length > 0)
    .map(plainSubset);
}

const plainSubset = ({addresses, notReadyAddresses, ports}: EndpointSubset): PlainObject => ({
  ...(addresses.length === 0 ? {} : {addresses: sorted(addresses)}),
  ...(notReadyAddresses.length === 0 ? {} : {notReadyAddresses: sorted(notReadyAddresses)}),
  ports,
});

const sorted = (addresses: readonly EndpointAddress[]): EndpointAddress[] =>
  addresses.toSorted((a, b) => (a.ip < b.ip ? -1 : 1));

/** The only port of a Service has no name in Endpoints, and an empty one in slices. */
const plainPort = ({name, port, protocol}: EndpointSlice['ports'][number]): PlainObject => ({
  ...(name === undefined || name === null || name === '' ? {} : {name}),
  ...(port === undefined || port === null ? {} : {port}),
  protocol,
});

const addressesOf = ({addresses: [ip], hostname, nodeName, targetRef}: Endpoint): EndpointAddress[] =>
  ip === undefined
    ? []
    : [
        {
          ip,
          ...(hostname === undefined || hostname === null ? {} : {hostname}),
          ...(nodeName === undefined || nodeName === null ? {} : {nodeName}),
          ...(targetRef === undefined || targetRef === null ? {} : {targetRef}),
        },
      ];
