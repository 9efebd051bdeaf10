import {isReady, type Pod} from '../../objects/pod.ts';
import type {PodMetrics} from '../../resources/usage-metrics.ts';
import {parseQuantity} from '../../schema/quantity.ts';

/** Why no number of replicas can be worked out. */
export class NoReplicaCount extends Error {}

/** What is wanted of a resource: a share of what is asked for, in percent, or so much for each Pod. */
export interface ResourceTarget {
  resource: string;
  /** Of one container alone. */
  container: string | undefined;
  utilization: number | undefined;
  /** In thousandths. */
  averageValue: number | undefined;
  tolerance: {up: number; down: number};
}

export interface ReplicaProposal {
  replicas: number;
  /** In percent; undefined where an amount is wanted. */
  utilization: number | undefined;
  /** What a Pod uses, in thousandths. */
  averageValue: number;
}

interface Measured {
  pods: readonly Pod[];
  metricsOf: (pod: Pod) => PodMetrics | undefined;
  /** In ms since 1970, and the length of a second. */
  now: number;
  secondMs: number;
}

/** For so long a Pod's CPU does not count while it is not ready, or was not when it was looked at, in seconds. */
const initializationSeconds = 300;
/** One that became ready within so long, and is not now, has never been ready. */
const initialReadinessSeconds = 30;

/**
 * How many replicas it takes for what Pods use to come to what is wanted of them.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 * @throws NoReplicaCount
 */
export function calculateReplicas(current: number, target: ResourceTarget, measured: Measured): ReplicaProposal {
  const {resource} = target;
  const all = readMetrics(target, measured);
  if (all.size === 0) {
    throw new NoReplicaCount(
      `unable to get metrics for resource ${resource}: no metrics returned from resource metrics API`,
    );
  }
  if (measured.pods.length === 0) {
    throw new NoReplicaCount('no pods returned by selector while calculating replica count');
  }
  const {ready, unready, missing, ignored} = groupPods(all, target, measured);
  const requests = target.utilization === undefined ? undefined : readRequests(measured.pods, target);
  const metrics = new Map([...all].filter(([pod]) => !ignored.has(pod) && !unready.has(pod)));
  if (metrics.size === 0) throw new NoReplicaCount('did not receive metrics for targeted pods (pods might be unready)');

  const {ratio, ...shown} = compare(metrics, requests, target);
  const countsUnready = unready.size > 0 && ratio > 1;
  if (!countsUnready && missing.size === 0) {
    return {...shown, replicas: isWithin(ratio, target) ? current : Math.ceil(rounded(ratio * ready))};
  }
  // what is not known of speaks against what the others ask for
  const share = Math.max(100, target.utilization ?? 100) / 100;
  for (const pod of missing) {
    if (ratio < 1)
      metrics.set(pod, requests === undefined ? (target.averageValue ?? 0) : (requests.get(pod) ?? 0) * share);
    else if (ratio > 1) metrics.set(pod, 0);
  }
  if (countsUnready) for (const pod of unready) metrics.set(pod, 0);
  const {ratio: cautious} = compare(metrics, requests, target);
  if (isWithin(cautious, target) || (ratio < 1 && cautious > 1) || (ratio > 1 && cautious < 1)) {
    return {...shown, replicas: current};
  }
  const replicas = Math.ceil(rounded(cautious * metrics.size));
  const isBackward = (cautious < 1 && replicas > current) || (cautious > 1 && replicas < current);
  return {...shown, replicas: isBackward ? current : replicas};
}

/** What each Pod uses of the resource, in thousandths; of none of which a container is not known of. */
function readMetrics({resource, container}: ResourceTarget, {pods, metricsOf}: Measured): Map<Pod, number> {
  const found = new Map<Pod, number>();
  for (const pod of pods) {
    const containers = metricsOf(pod)?.containers ?? [];
    const counted = containers.filter(({name}) => container === undefined || name === container);
    const amounts = counted.map(({usage}) => usage[resource]).filter((amount) => amount !== undefined);
    if (amounts.length === 0 || amounts.length < counted.length) continue;
    found.set(
      pod,
      amounts.reduce((sum, amount) => sum + thousandths(amount), 0),
    );
  }
  return found;
}

/** @throws NoReplicaCount for a container that asks for nothing */
function readRequests(pods: readonly Pod[], {resource, container}: ResourceTarget): Map<Pod, number> {
  return new Map(
    pods.map((pod) => {
      const counted = pod.spec.containers.filter(({name}) => container === undefined || name === container);
      if (container !== undefined && counted.length === 0) {
        throw new NoReplicaCount(`container ${container} not found in Pod ${pod.metadata.name}`);
      }
      const sum = counted.reduce((all, {name, resources}) => {
        const request = resources?.requests?.[resource];
        if (request === undefined) {
          throw new NoReplicaCount(`missing request for ${resource} in container ${name} of Pod ${pod.metadata.name}`);
        }
        return all + thousandths(request);
      }, 0);
      return [pod, sum];
    }),
  );
}

interface Groups {
  ready: number;
  unready: Set<Pod>;
  missing: Set<Pod>;
  ignored: Set<Pod>;
}

function groupPods(metrics: ReadonlyMap<Pod, number>, {resource}: ResourceTarget, measured: Measured): Groups {
  const groups: Groups = {ready: 0, unready: new Set(), missing: new Set(), ignored: new Set()};
  for (const pod of measured.pods) {
    const {phase} = pod.status;
    if (pod.metadata.deletionTimestamp !== undefined || phase === 'Failed') groups.ignored.add(pod);
    else if (phase === 'Pending') groups.unready.add(pod);
    else if (!metrics.has(pod)) groups.missing.add(pod);
    else if (resource === 'cpu' && isStarting(pod, measured)) groups.unready.add(pod);
    else groups.ready += 1;
  }
  return groups;
}

/** Whether what its CPU is used for is to start: that says nothing of the load. */
function isStarting(pod: Pod, {metricsOf, now, secondMs}: Measured): boolean {
  const condition = pod.status.conditions?.find(({type}) => type === 'Ready');
  const {startTime} = pod.status;
  if (condition === undefined || startTime === undefined) return true;
  const started = Date.parse(startTime);
  const changed = Date.parse(condition.lastTransitionTime ?? startTime);
  if (started + initializationSeconds * secondMs > now) {
    const metric = metricsOf(pod);
    const windowMs = Number.parseFloat(metric?.window ?? '0') * secondMs;
    return !isReady(pod) || Date.parse(metric?.timestamp ?? '') < changed + windowMs;
  }
  return !isReady(pod) && started + initialReadinessSeconds * secondMs > changed;
}

/** What is used, against what is wanted. @throws NoReplicaCount when nothing is asked for that could be shared */
function compare(
  metrics: ReadonlyMap<Pod, number>,
  requests: ReadonlyMap<Pod, number> | undefined,
  {utilization: wanted, averageValue: wantedValue = 1}: ResourceTarget,
): Omit<ReplicaProposal, 'replicas'> & {ratio: number} {
  const used = [...metrics.values()].reduce((sum, amount) => sum + amount, 0);
  const averageValue = Math.trunc(used / metrics.size);
  if (requests === undefined || wanted === undefined) {
    return {ratio: averageValue / wantedValue, utilization: undefined, averageValue};
  }
  const asked = [...metrics.keys()].reduce((sum, pod) => sum + (requests.get(pod) ?? 0), 0);
  if (asked === 0) throw new NoReplicaCount('no metrics returned matched known pods');
  const utilization = Math.trunc((used * 100) / asked);
  return {ratio: utilization / wanted, utilization, averageValue};
}

function isWithin(ratio: number, {tolerance}: ResourceTarget): boolean {
  return 1 - tolerance.down <= ratio && ratio <= 1 + tolerance.up;
}

/** Without what is left over where a number has no end in binary. */
const rounded = (number: number): number => Math.round(number * 1e9) / 1e9;

export const thousandths = (quantity: string): number => Math.ceil(parseQuantity(quantity) * 1000);
