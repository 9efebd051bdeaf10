import type {Clock} from '../clock.ts';
import {isObject} from '../json.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import {withAllowance, type PodDisruptionBudget} from '../objects/pod-disruption-budget.ts';
import {podDisruptionBudgets} from '../resources/pod-disruption-budgets.ts';
import {pods} from '../resources/pods.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import {badRequest, StatusError} from '../status-error.ts';
import {parseObjectBody, readBody} from './body.ts';
import {sendJson, type Exchange} from './exchange.ts';

interface EvictionParts {
  objects: Objects;
  store: Store;
  clock: Clock;
}

/**
 * `pods/eviction`: deletes a Pod in the polite way, unless its budget objects.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 */
export async function handleEviction(parts: EvictionParts, {request, response, url, info}: Exchange): Promise<void> {
  const {objects} = parts;
  const body = parseObjectBody(await readBody(request), request.headers['content-type'] ?? '');
  const {kind = 'Eviction', metadata, deleteOptions} = body;
  if (kind !== 'Eviction') throw badRequest(`not an Eviction: ${JSON.stringify(kind)}`);
  const {name = info.name} = isObject(metadata) ? metadata : {};
  if (name !== info.name) throw badRequest('name in URL does not match name in Eviction object');
  const options = isObject(deleteOptions) ? deleteOptions : {};
  const {gracePeriodSeconds, dryRun, preconditions} = options;
  const {uid, resourceVersion} = isObject(preconditions) ? preconditions : {};
  const isDryRun =
    url.searchParams.getAll('dryRun').includes('All') || (Array.isArray(dryRun) && dryRun.includes('All'));
  const pod = objects.find(pods, info.namespace, info.name);
  requireAllowance(parts, pod, isDryRun);
  objects.delete(pods, pod, {
    ...(typeof gracePeriodSeconds === 'number' ? {gracePeriodSeconds} : {}),
    isDryRun,
    preconditions: {
      ...(typeof uid === 'string' ? {uid} : {}),
      ...(typeof resourceVersion === 'string' ? {resourceVersion} : {}),
    },
  });
  sendJson(response, 201, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201});
}

/**
 * Takes the eviction of a Pod from what its budget allows.
 * @throws StatusError 429 when it allows none, 500 when there are several
 */
function requireAllowance({objects, store, clock}: EvictionParts, pod: Pod, isDryRun: boolean): void {
  const {phase = ''} = pod.status;
  // nothing is lost with it
  if (['Succeeded', 'Failed', 'Pending'].includes(phase) || pod.metadata.deletionTimestamp !== undefined) return;
  const [budget, other] = store
    .list(podDisruptionBudgets, pod.metadata.namespace)
    .filter(({spec}) => matchesLabelSelector(spec.selector, pod.metadata.labels));
  if (budget === undefined) return;
  if (other !== undefined) {
    throw new StatusError(
      500,
      '',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const {status, spec} = budget;
  if (!isReady(pod)) {
    if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return;
    if (status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy) return;
  }
  const {name} = budget.metadata;
  if ((status.observedGeneration ?? 0) < (budget.metadata.generation ?? 0)) {
    throw violated(`The disruption budget ${name} is still being processed by the server.`, 10);
  }
  if (status.disruptionsAllowed <= 0) {
    const {desiredHealthy: needed, currentHealthy: has} = status;
    throw violated(`The disruption budget ${name} needs ${needed} healthy pods and has ${has} currently`);
  }
  if (isDryRun) return;
  objects.change<PodDisruptionBudget>(
    podDisruptionBudgets,
    budget,
    (next) => {
      const disruptionsAllowed = status.disruptionsAllowed - 1;
      const observedGeneration = status.observedGeneration ?? 0;
      next.status.disruptionsAllowed = disruptionsAllowed;
      if (disruptionsAllowed === 0) {
        const lastTransitionTime = clock.timestamp();
        next.status.conditions = withAllowance(status.conditions ?? [], {disruptionsAllowed, observedGeneration}).map(
          (condition) => Object.assign({lastTransitionTime}, condition),
        );
      }
      next.status.disruptedPods = {...status.disruptedPods, [pod.metadata.name]: clock.timestamp()};
    },
    {subresource: 'status'},
  );
}

function violated(message: string, retryAfterSeconds?: number): StatusError {
  return new StatusError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{reason: 'DisruptionBudget', message}],
    ...(retryAfterSeconds === undefined ? {} : {retryAfterSeconds}),
  });
}
