import {z} from 'zod';
import {serviceNameLabel} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import {isTypeThat, resourceType, type ResourceTypeName, type TypeThat} from '#src/kinds/resource-types.ts';
import {describeConfigMap} from '#src/kinds/config-map/describe.ts';
import {describeDaemonSet} from '#src/kinds/daemon-set/describe.ts';
import {describeDeployment} from '#src/kinds/deployment/describe.ts';
import {describeEndpointSlice} from '#src/kinds/endpoint-slice/describe.ts';
import {describeEndpoints} from '#src/kinds/endpoints/describe.ts';
import {describeNode} from '#src/kinds/node/describe.ts';
import {describePod} from '#src/kinds/pod/describe.ts';
import {describeReplicaSet} from '#src/kinds/replica-set/describe.ts';
import {describeService} from '#src/kinds/service/describe.ts';
import {slicesOfEndpoints} from '#src/kinds/endpoint-slice/ready-addresses.ts';
import {labelSelectorSchema, labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import type {Event} from '#src/kinds/event/schema.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import {ApiError, isNotFound} from '#src/cluster/api/api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {listEvents, listNodeEvents} from './list-events.ts';
import type {OperationContext} from '../operation-context.ts';
import {readObjects} from './read-objects.ts';
import type {ListSelectors} from './resolve-name.ts';

interface DescribeOptions {
  readonly showEvents: boolean;
  /** In ms since 1970. */
  readonly now: number;
}

const ownerSchema = z.looseObject({spec: z.looseObject({selector: labelSelectorSchema})});

/** What there is to describe an object with. */
interface Description {
  readonly name: string;
  readonly readEvents: () => Promise<readonly Event[] | undefined>;
  readonly now: number;
  readonly context: OperationContext;
}

type Describe = (object: KubernetesObject, description: Description) => Promise<string>;

const descriptions: Readonly<Record<TypeThat<'isDescribed'>, Describe>> = {
  pods: async (object, {readEvents, now}) => describePod(object, {events: await readEvents(), now}),
  daemonsets: async (object, {readEvents, now, context}) => {
    const pods = await selected('pods', object, context);
    return describeDaemonSet(object, {pods, events: await readEvents(), now});
  },
  replicasets: async (object, {readEvents, now, context}) => {
    const pods = await selected('pods', object, context);
    return describeReplicaSet(object, {pods, events: await readEvents(), now});
  },
  deployments: async (object, {readEvents, now, context}) => {
    const replicaSets = await selected('replicasets', object, context);
    return describeDeployment(object, {replicaSets, events: await readEvents(), now});
  },
  services: async (object, {name, readEvents, now, context}) => {
    const slices = await readSlices(name, context);
    return describeService(object, {slices, events: await readEvents(), now});
  },
  configmaps: async (object, {readEvents, now}) => describeConfigMap(object, {events: await readEvents(), now}),
  endpoints: async (object, {readEvents, now}) => describeEndpoints(object, {events: await readEvents(), now}),
  endpointslices: async (object, {readEvents, now}) => describeEndpointSlice(object, {events: await readEvents(), now}),
  nodes: async (object, {name, readEvents, now, context}) => {
    const pods = await readAll('pods', {field: runningOn(name)}, context);
    const lease = await readLease(name, context);
    return describeNode(object, {lease, pods, events: await readEvents(), now});
  },
};

/**
 * What `kubectl describe` prints of an object, with what it reads besides: events, Pods, ReplicaSets, EndpointSlices.
 * Of a node's Pods only the learner's own are known here.
 */
export async function describeObject(
  {type, object: given}: TypedObject,
  {showEvents, now}: DescribeOptions,
  context: OperationContext,
): Promise<string> {
  if (!isTypeThat(type, 'isDescribed')) throw new Error(`${type} have no description`);
  const object = kubernetesObjectSchema.parse(given);
  const {name, namespace = '', uid} = object.metadata;
  const {kind} = resourceType(type);
  const readEvents = async (): Promise<readonly Event[] | undefined> => {
    if (!showEvents) return undefined;
    if (type === 'nodes') return listNodeEvents({name, uid}, context);
    return listEvents({name, namespace, uid, ...(type === 'pods' ? {} : {kind})}, context);
  };
  return descriptions[type](object, {name, readEvents, now, context});
}

/** What the selector of a Deployment, ReplicaSet or DaemonSet finds. */
async function selected(
  type: 'pods' | 'replicasets',
  owner: KubernetesObject,
  context: OperationContext,
): Promise<readonly unknown[]> {
  return readAll(type, {label: labelSelectorText(ownerSchema.parse(owner).spec.selector)}, context);
}

async function readAll(
  type: ResourceTypeName,
  selectors: ListSelectors,
  context: OperationContext,
): Promise<readonly unknown[]> {
  const found = await readObjects({type, name: undefined}, selectors, context);
  return found.map(({object}) => object);
}

/** API servers up to 1.20 have no EndpointSlices of this version: the Service's Endpoints say the same. */
async function readSlices(service: string, context: OperationContext): Promise<readonly unknown[]> {
  try {
    return await readAll('endpointslices', {label: `${serviceNameLabel}=${service}`}, context);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return slicesOfEndpoints(await readAll('endpoints', {field: `metadata.name=${service}`}, context));
  }
}

function runningOn(node: string): string {
  return `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed`;
}

async function readLease(
  node: string,
  {identities, signal}: OperationContext,
): Promise<{readonly object: unknown} | {readonly failure: string}> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${encodeURIComponent(node)}`;
  try {
    return {object: (await identities.system('watcher').request({path, signal})).body};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {failure: error.message};
  }
}
