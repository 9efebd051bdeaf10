import type {Deployment, DeploymentCondition, ReplicaSet} from '../objects/workloads.ts';
import {limitsOf, totalReplicas} from './deployment-scaling.ts';

type Status = Deployment['status'];

const newSetAvailable = 'NewReplicaSetAvailable';
const timedOut = 'ProgressDeadlineExceeded';
const paused = 'DeploymentPaused';

/** What a status is worked out from. */
interface Observation {
  old: readonly ReplicaSet[];
  newSet: ReplicaSet | undefined;
  /** What was just done that the conditions should tell. */
  note: DeploymentCondition | undefined;
  now: string;
  /** Emulated seconds since a stored time. */
  secondsSince: (timestamp: string | undefined) => number;
}

/**
 * The status of a Deployment whose Pods come and go by its ReplicaSets.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
export function computeStatus(deployment: Deployment, observation: Observation): Status {
  const {old, newSet, note, now} = observation;
  const all = newSet === undefined ? old : [...old, newSet];
  const sum = (count: (status: ReplicaSet['status']) => number | undefined): number =>
    all.reduce((total, {status}) => total + (count(status) ?? 0), 0);
  const availableReplicas = sum((status) => status.availableReplicas);
  const counts = {
    replicas: sum((status) => status.replicas),
    updatedReplicas: newSet?.status.replicas ?? 0,
    readyReplicas: sum((status) => status.readyReplicas),
    availableReplicas,
    unavailableReplicas: Math.max(0, totalReplicas(all) - availableReplicas),
  };
  let conditions = deployment.status.conditions ?? [];
  if (note !== undefined) conditions = withCondition(conditions, note, now);
  conditions = withCondition(conditions, availability(deployment, availableReplicas), now);
  const {collisionCount} = deployment.status;
  const status: Status = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    terminatingReplicas: sum(({terminatingReplicas}) => terminatingReplicas),
    ...(collisionCount === undefined ? {} : {collisionCount}),
  };
  if (deployment.spec.paused !== true) conditions = withProgress(conditions, {deployment, status, observation});
  return {...status, conditions: withFailure(conditions, {all, newSet, now})};
}

/** Whether every Pod is of the new template and available, and no other is left. */
export function isComplete({spec}: Deployment, status: Status): boolean {
  const {updatedReplicas = 0, replicas = 0, availableReplicas = 0} = status;
  return [updatedReplicas, replicas, availableReplicas].every((count) => count === spec.replicas);
}

/** What to tell of a Deployment that was paused or resumed since its status was written. */
export function pauseNote({spec, status}: Deployment): DeploymentCondition | undefined {
  const reason = progressOf(status.conditions ?? [])?.reason;
  if (reason === timedOut || (reason === paused) === (spec.paused === true)) return undefined;
  return spec.paused === true
    ? {type: 'Progressing', status: 'Unknown', reason: paused, message: 'Deployment is paused'}
    : {type: 'Progressing', status: 'Unknown', reason: 'DeploymentResumed', message: 'Deployment is resumed'};
}

/** When to look again whether the progress deadline has passed, in emulated seconds; undefined when no wait runs. */
export function secondsUntilDeadline(
  {spec, status}: Deployment,
  secondsSince: Observation['secondsSince'],
): number | undefined {
  const progress = progressOf(status.conditions ?? []);
  if (progress === undefined || [newSetAvailable, timedOut, paused].includes(progress.reason ?? '')) return undefined;
  return Math.max(0, deadline(spec) - secondsSince(progress.lastUpdateTime));
}

function deadline({progressDeadlineSeconds = 600}: Deployment['spec']): number {
  return progressDeadlineSeconds;
}

function progressOf(conditions: readonly DeploymentCondition[]): DeploymentCondition | undefined {
  return conditions.find(({type}) => type === 'Progressing');
}

/** The conditions with one that replaces its type's; the same status and reason again change nothing. */
function withCondition(
  conditions: readonly DeploymentCondition[],
  next: DeploymentCondition,
  now: string,
): DeploymentCondition[] {
  const known = conditions.find(({type}) => type === next.type);
  if (known?.status === next.status && known.reason === next.reason) return [...conditions];
  return replaceCondition(conditions, next, now);
}

/** As `withCondition`, but the same condition again is dated anew. */
function replaceCondition(
  conditions: readonly DeploymentCondition[],
  next: DeploymentCondition,
  now: string,
): DeploymentCondition[] {
  const known = conditions.find(({type}) => type === next.type);
  const lastTransitionTime = known?.status === next.status ? (known.lastTransitionTime ?? now) : now;
  const others = conditions.filter(({type}) => type !== next.type);
  return [...others, {...next, lastUpdateTime: now, lastTransitionTime}];
}

function availability(deployment: Deployment, available: number): DeploymentCondition {
  const {maxUnavailable} = limitsOf(deployment);
  return available >= deployment.spec.replicas - maxUnavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function withProgress(
  conditions: DeploymentCondition[],
  {deployment, status, observation}: {deployment: Deployment; status: Status; observation: Observation},
): DeploymentCondition[] {
  const {newSet, now, secondsSince} = observation;
  const known = progressOf(conditions);
  const wasComplete = known?.reason === newSetAvailable;
  if (wasComplete && (status.replicas ?? 0) === (status.updatedReplicas ?? 0)) return conditions;
  const subject =
    newSet === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${newSet.metadata.name}"`;
  const type = 'Progressing';
  if (isComplete(deployment, status)) {
    const message = `${subject} has successfully progressed.`;
    return withCondition(conditions, {type, status: 'True', reason: newSetAvailable, message}, now);
  }
  if (hasProgressed(deployment.status, status)) {
    const message = `${subject} is progressing.`;
    return replaceCondition(conditions, {type, status: 'True', reason: 'ReplicaSetUpdated', message}, now);
  }
  const isLate = known !== undefined && secondsSince(known.lastUpdateTime) >= deadline(deployment.spec);
  if (!isLate || wasComplete) return conditions;
  const message = `${subject} has timed out progressing.`;
  return withCondition(conditions, {type, status: 'False', reason: timedOut, message}, now);
}

/** More new Pods, fewer old ones, or more that work: any of them is progress. */
function hasProgressed(before: Status, after: Status): boolean {
  const old = ({replicas = 0, updatedReplicas = 0}: Status): number => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** The conditions with what keeps a ReplicaSet from making Pods, the new one's before the others'. */
function withFailure(
  conditions: DeploymentCondition[],
  {all, newSet, now}: {all: readonly ReplicaSet[]; newSet: ReplicaSet | undefined; now: string},
): DeploymentCondition[] {
  const type = 'ReplicaFailure';
  const [failure] = [...(newSet === undefined ? [] : [newSet]), ...all].flatMap(
    ({status}) => status.conditions?.filter((condition) => condition.type === type) ?? [],
  );
  if (failure === undefined) return conditions.filter((condition) => condition.type !== type);
  const {lastTransitionTime: _, ...cause} = failure;
  return withCondition(conditions, cause, now);
}
