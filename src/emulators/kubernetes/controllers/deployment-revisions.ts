import {isEqual} from '../json.ts';
import type {PodTemplate} from '../objects/pod.ts';
import type {Deployment, ReplicaSet} from '../objects/workloads.ts';
import {byAge, desiredReplicas, maxReplicas} from './deployment-scaling.ts';

export const hashLabel = 'pod-template-hash';
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
const revisionHistory = 'deployment.kubernetes.io/revision-history';
const maxHistoryLength = 2000;

/** Annotations of a Deployment that are about itself and not about its template. */
const notCopied = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  revisionHistory,
  desiredReplicas,
  maxReplicas,
]);

/** Splits a Deployment's ReplicaSets into the one that has its template as it is now and all others. */
export function splitByTemplate(
  {spec}: Deployment,
  owned: readonly ReplicaSet[],
): {newSet: ReplicaSet | undefined; old: ReplicaSet[]} {
  const template = withoutHash(spec.template);
  const newSet = [...owned].sort(byAge).find((one) => isEqual(withoutHash(one.spec.template), template));
  return {newSet, old: owned.filter((one) => one !== newSet)};
}

function withoutHash({metadata = {}, spec}: PodTemplate): PodTemplate {
  const {[hashLabel]: _, ...labels} = metadata.labels ?? {};
  return {metadata: {...metadata, labels}, spec};
}

/** 0 for a ReplicaSet that no Deployment has numbered. */
function revisionOf({metadata}: ReplicaSet): number {
  return Number(metadata.annotations?.[revisionAnnotation] ?? 0);
}

/**
 * The annotations of the new ReplicaSet: the Deployment's own, and a revision above that of every old one. A set that
 * becomes new again remembers the revisions that it had.
 */
export function revisionAnnotations(
  deployment: Deployment,
  {old, newSet}: {old: readonly ReplicaSet[]; newSet: ReplicaSet | undefined},
): Record<string, string> {
  const known = newSet?.metadata.annotations ?? {};
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !notCopied.has(key));
  const annotations = {...known, ...Object.fromEntries(copied)};
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  const before = known[revisionAnnotation];
  if (before !== undefined && Number(before) >= revision) return annotations;
  if (before !== undefined) {
    annotations[revisionHistory] = withRevision(known[revisionHistory], before);
  }
  return {...annotations, [revisionAnnotation]: String(revision)};
}

/** The old ReplicaSets that the history has no place for, oldest revision first. Only empty ones may go. */
export function surplusRevisions({spec}: Deployment, old: readonly ReplicaSet[]): ReplicaSet[] {
  const kept = old.filter(({metadata}) => metadata.deletionTimestamp === undefined);
  const surplus = Math.max(0, kept.length - (spec.revisionHistoryLimit ?? 10));
  return kept
    .sort((a, b) => revisionOf(a) - revisionOf(b))
    .slice(0, surplus)
    .filter(({spec: {replicas}, status, metadata}) => {
      const isObserved = (status.observedGeneration ?? 0) >= (metadata.generation ?? 1);
      return replicas === 0 && status.replicas === 0 && isObserved;
    });
}

/** The revisions that a ReplicaSet had; the oldest are forgotten when there is no room for another. */
function withRevision(history: string | undefined, revision: string): string {
  const revisions = [...(history === undefined ? [] : history.split(',')), revision];
  while (revisions.length > 1 && revisions.join(',').length > maxHistoryLength) revisions.shift();
  return revisions.join(',');
}
