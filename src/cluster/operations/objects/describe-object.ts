import {serviceNameLabel} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import {isTypeThat, resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {slicesOfEndpoints} from '#src/kinds/endpoints/slices-of-endpoints.ts';
import type {Event} from '#src/kubernetes/event.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import {sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {ApiError, isNotFound} from '#src/cluster/api/api-error.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {isClusterWide} from './cluster-wide.ts';
import {listClusterEvents, listEvents, listNodeEvents} from './list-events.ts';
import type {OperationContext} from '../operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {readObjects} from './read-objects.ts';
import type {ListSelectors} from './list-selectors.ts';

interface DescribeOptions {
  readonly showEvents: boolean;
  /** In ms since 1970. */
  readonly now: number;
}

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
    if (isClusterWide(type)) return listClusterEvents({kind, name, uid}, context);
    return listEvents({name, namespace, uid, ...(type === 'pods' ? {} : {kind})}, context);
  };
  // of a namespace it is what is in it
  const there =
    type === 'namespaces' ? {...context, sandbox: sandboxOf(context.sandbox, {inNamespace: name})} : context;
  return resourceType(type).describe(object, {
    now,
    events: readEvents,
    list: async (listed, by) => readAll(listed, by, there),
    slicesOf: async (service) => readSlices(service, context),
    serviceOf: async (service) => readService(service, context),
    leaseOf: async (node) => readLease(node, context),
  });
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

type Read = {readonly object: unknown} | {readonly failure: string};

async function readService(name: string, {sandbox, identities, signal}: OperationContext): Promise<Read> {
  const path = resourcePath('services', sandbox.namespace, name);
  return orFailure(async () => identities.learner(sandbox.namespace).request({path, signal}));
}

async function readLease(node: string, {identities, signal}: OperationContext): Promise<Read> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${encodeURIComponent(node)}`;
  return orFailure(async () => identities.system('watcher').request({path, signal}));
}

async function orFailure(read: () => Promise<{readonly body: unknown}>): Promise<Read> {
  try {
    return {object: (await read()).body};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {failure: error.message};
  }
}
