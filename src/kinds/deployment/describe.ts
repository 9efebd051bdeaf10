import type {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import {conditionLines} from '../describing/condition-lines.ts';
import {controllerOf} from '#src/kubernetes/kubernetes-object.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import type {PodTemplate} from '../pod/pod-spec.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {replicaSetSchema} from '../replica-set/schema.ts';
import {deploymentSchema} from './schema.ts';

type OwnedReplicaSet = z.infer<typeof replicaSetSchema>;

/** The label by which a ReplicaSet's template differs from the Deployment's that made it. */
const templateHash = 'pod-template-hash';

/** What `kubectl describe deployment` prints of one, with the ReplicaSets that its selector finds. */
export function describeDeployment(
  object: unknown,
  {replicaSets, events, now}: {replicaSets: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const deployment = deploymentSchema.parse(object);
  const {metadata, spec, status} = deployment;
  const {rollingUpdate, type} = spec.strategy;
  const owned = replicaSets
    .map((replicaSet) => replicaSetSchema.parse(replicaSet))
    .filter((replicaSet) => controllerOf(replicaSet)?.uid === metadata.uid);
  return alignTabs([
    ...nameLines(deployment),
    `CreationTimestamp:\t${fullTime(metadata.creationTimestamp)}`,
    ...labelAndAnnotationLines(deployment),
    `Selector:\t${labelSelectorText(spec.selector)}`,
    `Replicas:\t${[
      `${spec.replicas} desired`,
      `${status.updatedReplicas} updated`,
      `${status.replicas} total`,
      `${status.availableReplicas} available`,
      `${status.unavailableReplicas} unavailable`,
    ].join(' | ')}`,
    `StrategyType:\t${type}`,
    `MinReadySeconds:\t${spec.minReadySeconds}`,
    ...(rollingUpdate
      ? [`RollingUpdateStrategy:\t${rollingUpdate.maxUnavailable} max unavailable, ${rollingUpdate.maxSurge} max surge`]
      : []),
    ...podTemplateLines(spec.template),
    ...conditionLines(status.conditions),
    ...replicaSetLines(owned, spec.template),
    ...eventLines(events, now),
  ]);
}

function replicaSetLines(owned: readonly OwnedReplicaSet[], template: PodTemplate): readonly string[] {
  if (owned.length === 0) return [];
  const oldestFirst = owned.toSorted(
    (one, other) => createdAt(one) - createdAt(other) || (one.metadata.name < other.metadata.name ? -1 : 1),
  );
  const current = oldestFirst.find((replicaSet) => isSameTemplate(replicaSet.spec.template, template));
  return [
    `OldReplicaSets:\t${listText(oldestFirst.filter((replicaSet) => replicaSet !== current))}`,
    `NewReplicaSet:\t${listText(current === undefined ? [] : [current])}`,
  ];
}

function listText(replicaSets: readonly OwnedReplicaSet[]): string {
  if (replicaSets.length === 0) return '<none>';
  return replicaSets
    .map(({metadata, spec, status}) => `${metadata.name} (${status.replicas}/${spec.replicas} replicas created)`)
    .join(', ');
}

function createdAt({metadata}: OwnedReplicaSet): number {
  return Date.parse(metadata.creationTimestamp ?? '') || 0;
}

function isSameTemplate(one: PodTemplate, other: PodTemplate): boolean {
  return canonicalText(withoutHash(one)) === canonicalText(withoutHash(other));
}

function withoutHash(template: PodTemplate): unknown {
  const labels = Object.entries(template.metadata.labels ?? {}).filter(([key]) => key !== templateHash);
  return {...template, metadata: {...template.metadata, labels: Object.fromEntries(labels)}};
}

/** JSON with its keys in order; what was never set counts for nothing. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry ?? undefined;
    return Object.fromEntries(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
