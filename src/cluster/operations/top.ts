import {z} from 'zod';
import {listOf} from '#src/kubernetes/list-of.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {goDuration} from '#src/kubernetes/age.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {noResourcesFound} from '#src/views/table/print-table.ts';
import {printNodeUsage, printPodUsage, type NodeUsage} from '#src/views/table/print-usage.ts';
import {ApiError, ClusterUnavailableError, isNotFound, kubectlErrorText} from '../api/api-error.ts';
import {resolveName} from './objects/resolve-name.ts';
import {readObjects} from './objects/read-objects.ts';
import {listSliceNodes} from './objects/slice-nodes.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

type Top = OperationOf<'top'>;

const root = '/apis/metrics.k8s.io';
const version = `${root}/v1beta1`;
/** A Pod may be so old before it is said that nothing is known of it, in ms. */
const creationDelayMs = 120_000;

const usageSchema = z
  .record(z.string(), z.string())
  .nullish()
  .transform((usage) => usage ?? {});
const podMetricsSchema = z.looseObject({
  metadata: z.looseObject({name: z.string()}),
  containers: listOf(z.looseObject({name: z.string(), usage: usageSchema})),
});
const podMetricsListSchema = z.looseObject({items: listOf(podMetricsSchema)});
const nodeMetricsSchema = z.looseObject({usage: usageSchema});
const nodeStatusSchema = z.looseObject({
  status: z.looseObject({allocatable: usageSchema, capacity: usageSchema}).prefault({}),
});
type PodMetrics = z.infer<typeof podMetricsSchema>;

/** What `kubectl top` prints; of nodes those of the slice, which the watcher asks for. */
export async function top(operation: Top, context: OperationContext): Promise<Outcome> {
  try {
    if (!(await isMeasured(context))) {
      return failed('unsupported', 'error: Metrics API not available', words().verbs.top.notMeasured);
    }
    return operation.type === 'pods' ? await topPods(operation, context) : await topNodes(operation, context);
  } catch (error) {
    // the API server is there, and what measures is not
    const refusal = error instanceof ClusterUnavailableError ? error.cause : undefined;
    if (!(refusal instanceof ApiError) || refusal.status !== 503) throw error;
    return failed(refusal.reason, kubectlErrorText(refusal), words().running.tryAgain);
  }
}

const failed = (code: string, message: string, next?: string): Outcome => ({
  kind: 'failed',
  code,
  message,
  ...(next === undefined ? {} : {next}),
  notes: [],
});

/** Whether there is something in the cluster that measures what Pods use. */
async function isMeasured({sandbox, identities, signal}: OperationContext): Promise<boolean> {
  try {
    await identities.learner(sandbox.namespace).request({path: root, signal});
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

async function topPods(operation: Top, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const learner = identities.learner(sandbox.namespace);
  const collection = `${version}/namespaces/${encodeURIComponent(sandbox.namespace)}/pods`;
  let pods: readonly PodMetrics[];
  if (operation.name === undefined) {
    const {body} = await learner.request({path: collection, query: {labelSelector: operation.selector}, signal});
    pods = podMetricsListSchema.parse(body).items;
  } else {
    const name = await resolveName(operation.name, context);
    const {body} = await learner.request({path: `${collection}/${encodeURIComponent(name)}`, signal});
    pods = [podMetricsSchema.parse(body)];
  }
  if (pods.length > 0) return {kind: 'done', ...printPodUsage(pods, operation), notes: []};
  return withoutMetrics(operation, context);
}

/** There are no Pods, or they are too young. */
async function withoutMetrics({selector}: Top, context: OperationContext): Promise<Outcome> {
  const {namespace} = context.sandbox;
  const pods = await readObjects({type: 'pods', name: undefined}, {label: selector}, context);
  if (pods.length === 0) {
    return {kind: 'done', text: noResourcesFound({types: ['pods'], namespace}).trim(), isAside: true, notes: []};
  }
  const now = Date.now();
  for (const {object} of pods) {
    const {name, creationTimestamp} = podSchema.parse(object).metadata;
    const ageMs = now - Date.parse(creationTimestamp ?? '');
    if (ageMs > creationDelayMs) {
      const message = `error: Metrics not available for pod ${namespace}/${name}, age: ${goDuration(ageMs)}`;
      return failed('not-found', message, words().running.tryAgain);
    }
  }
  return failed('not-found', 'error: metrics not available yet', words().verbs.top.soon);
}

const podSchema = z.looseObject({
  metadata: z.looseObject({name: z.string(), creationTimestamp: z.string().nullish()}),
});

async function topNodes(operation: Top, context: OperationContext): Promise<Outcome> {
  const nodes = await listSliceNodes(operation.selector, context);
  const name = operation.name === undefined ? undefined : await resolveName(operation.name, context);
  const chosen = nodes.filter(({metadata}) => name === undefined || metadata.name === name);
  if (name !== undefined && chosen.length === 0) throw notMeasured(name);
  const measured = await Promise.all(chosen.map(async (node) => readNode(node, operation, context)));
  if (measured.every(({usage}) => usage === undefined)) {
    if (name !== undefined) throw notMeasured(name);
    return failed('not-found', 'error: metrics not available yet', words().verbs.top.soon);
  }
  return {kind: 'done', ...printNodeUsage(measured, operation), notes: []};
}

async function readNode(
  node: KubernetesObject,
  {capacity}: Top,
  {identities, signal}: OperationContext,
): Promise<NodeUsage> {
  const {name} = node.metadata;
  const {status} = nodeStatusSchema.parse(node);
  const available = capacity ? status.capacity : status.allocatable;
  try {
    const path = `${version}/nodes/${encodeURIComponent(name)}`;
    const {body} = await identities.system('watcher').request({path, signal});
    return {name, available, usage: nodeMetricsSchema.parse(body).usage};
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return {name, available, usage: undefined};
  }
}

/** As metrics-server says it of a node that it does not know. */
const notMeasured = (node: string): ApiError =>
  new ApiError(
    404,
    {kind: 'Status', reason: 'NotFound', message: `nodemetrics.metrics.k8s.io "${node}" not found`},
    '',
  );
