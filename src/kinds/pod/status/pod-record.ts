import {controllerOf} from '#src/kubernetes/kubernetes-object.ts';
import {recordEnds, type ContainerEnds} from './crash-loop.ts';
import {hasEnded} from './has-ended.ts';
import {podStatus} from './pod-status.ts';
import type {Pod} from '../schema.ts';

/** A stretch of time, in ms since 1970; open while it lasts. */
export interface Interval {
  readonly from: number;
  readonly to: number | undefined;
}

/** What the watch saw of one Pod: its state now and the path that it took. */
export interface PodRecord {
  readonly uid: string;
  readonly name: string;
  readonly node: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** The name of the controller that made it, such as a DaemonSet's; it stays known when the Pod is orphaned. */
  readonly owner: string | undefined;
  /** Whether its containers are to end some time and stay so, as a Job's: then it is no outage that they do. */
  readonly isToEnd: boolean;
  /** By the cluster's clock, to the second. */
  readonly createdAt: number;
  /** When the watch showed it first, by ours. */
  readonly seenAt: number;
  readonly status: string;
  readonly ready: string;
  readonly restarts: number;
  readonly isReady: boolean;
  /** Each STATUS with when it was first seen, the oldest first. */
  readonly path: readonly {readonly status: string; readonly at: number}[];
  /** When it was ready, the oldest first. */
  readonly readyTimes: readonly Interval[];
  /** How often its containers have ended. */
  readonly ends: readonly ContainerEnds[];
  /**
   * When nothing of it was seen to run any more, for good: its object says so before it goes, or it is gone. Times of two Pods
   * compare as what was seen of them came: neither the node's clock nor its whole seconds tell that.
   */
  readonly endedAt: number | undefined;
  readonly goneAt: number | undefined;
}

/** What a Deployment gives each of its ReplicaSets and their Pods, whose names end in it. */
const revisionLabel = 'pod-template-hash';

/**
 * The app that a Pod belongs to, by its name: what made it, and of a Deployment's ReplicaSets the Deployment, which hands
 * over from one to the next. Undefined for a Pod of nobody's.
 */
export function appOf({owner, labels}: Pick<PodRecord, 'owner' | 'labels'>): string | undefined {
  const revision = labels[revisionLabel];
  const ending = `-${revision ?? ''}`;
  return revision !== undefined && owner?.endsWith(ending) === true ? owner.slice(0, -ending.length) : owner;
}

/** Steps of a path that are kept: a crash loop goes round for ever. */
const pathLimit = 12;

/** The record after the watch showed `pod` at `at` (ms since 1970). */
export function recordPod(before: PodRecord | undefined, pod: Pod, at: number): PodRecord {
  const {status, ready, restarts, isReady} = podStatus(pod);
  const path = before?.path ?? [];
  const isNewStatus = path.at(-1)?.status !== status;
  const readyTimes = nextReadyTimes(before?.readyTimes ?? [], isReady, at);
  return {
    uid: pod.metadata.uid,
    name: pod.metadata.name,
    node: pod.spec.nodeName ?? before?.node,
    labels: pod.metadata.labels ?? {},
    owner: controllerOf(pod)?.name ?? before?.owner,
    isToEnd: (pod.spec.restartPolicy ?? 'Always') !== 'Always',
    createdAt: Date.parse(pod.metadata.creationTimestamp ?? '') || at,
    seenAt: before?.seenAt ?? at,
    status,
    ready,
    restarts,
    isReady,
    path: isNewStatus ? [...path, {status, at}].slice(-pathLimit) : path,
    readyTimes,
    ends: recordEnds(before === undefined ? undefined : {...before, readyTimes}, pod, at),
    endedAt: hasEnded(pod) ? (before?.endedAt ?? at) : undefined,
    goneAt: undefined,
  };
}

/** The record of a Pod that no longer exists. */
export function recordGone(record: PodRecord, at: number): PodRecord {
  const readyTimes = nextReadyTimes(record.readyTimes, false, at);
  return {...record, isReady: false, endedAt: record.endedAt ?? at, goneAt: at, readyTimes};
}

function nextReadyTimes(times: readonly Interval[], isReady: boolean, at: number): readonly Interval[] {
  const last = times.at(-1);
  const wasReady = last !== undefined && last.to === undefined;
  if (wasReady === isReady) return times;
  return isReady ? [...times, {from: at, to: undefined}] : [...times.slice(0, -1), {from: last?.from ?? at, to: at}];
}

/**
 * When none of the Pods was ready although one had been, up to the one that lasted or began at `since` or later: what a
 * change takes from an app. The oldest first; the last may be open.
 */
export function outagesSince(records: readonly PodRecord[], since: number): Interval[] {
  const times = records.flatMap(({readyTimes}) => readyTimes).sort((a, b) => a.from - b.from);
  const [first, ...rest] = times;
  if (first === undefined || first.from > since) return [];
  const gaps: Interval[] = [];
  let end = first.to ?? Infinity;
  for (const {from, to} of rest) {
    if (from > end) gaps.push({from: end, to: from});
    end = Math.max(end, to ?? Infinity);
  }
  if (end !== Infinity) gaps.push({from: end, to: undefined});
  return gaps.filter(({to}) => to === undefined || to > since);
}
