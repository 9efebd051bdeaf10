import type {Deployment, ReplicaSet} from '../objects/workloads.ts';
import {resolveIntOrPercent} from '../resources/int-or-percent.ts';

export const desiredReplicas = 'deployment.kubernetes.io/desired-replicas';
export const maxReplicas = 'deployment.kubernetes.io/max-replicas';

/** What size a ReplicaSet should have. */
export interface Resize {
  replicaSet: ReplicaSet;
  replicas: number;
}

/**
 * How many Pods an update may have above, and how many available ones below, the number that is asked for.
 * Percentages of surge round up, those of unavailability down; were both 0, nothing could ever move.
 */
export function limitsOf({spec}: Deployment): {maxSurge: number; maxUnavailable: number} {
  const {replicas: total, strategy} = spec;
  if (strategy.type !== 'RollingUpdate') return {maxSurge: 0, maxUnavailable: 0};
  const {maxSurge: surge = 0, maxUnavailable: unavailable = 0} = strategy.rollingUpdate ?? {};
  const maxSurge = resolveIntOrPercent(surge, {total, round: 'up'});
  const maxUnavailable = resolveIntOrPercent(unavailable, {total, round: 'down'});
  const isStuck = maxSurge === 0 && maxUnavailable === 0;
  return {maxSurge, maxUnavailable: Math.min(total, isStuck ? 1 : maxUnavailable)};
}

/**
 * The size that the new ReplicaSet can have now, next to what the old ones still hold.
 * @param newSize its size so far, 0 for one that is yet to be made
 */
export function newReplicaSetSize(
  deployment: Deployment,
  {old, newSize}: {old: readonly ReplicaSet[]; newSize: number},
): number {
  const {replicas, strategy} = deployment.spec;
  if (strategy.type === 'Recreate' || newSize >= replicas) return replicas;
  const room = replicas + limitsOf(deployment).maxSurge - totalReplicas(old) - newSize;
  return newSize + Math.max(0, Math.min(room, replicas - newSize));
}

/** The sizes to which a rolling update can shrink the old ReplicaSets now: Pods that do not work go first. */
export function shrinkOldReplicaSets(
  deployment: Deployment,
  {old, newSet}: {old: readonly ReplicaSet[]; newSet: ReplicaSet},
): Resize[] {
  const all = [...old, newSet];
  const minAvailable = deployment.spec.replicas - limitsOf(deployment).maxUnavailable;
  const starting = newSet.spec.replicas - available(newSet);
  let removable = totalReplicas(all) - minAvailable - starting;
  if (removable <= 0) return [];
  const resizes = [...old].sort(byAge).map((replicaSet) => ({replicaSet, replicas: replicaSet.spec.replicas}));
  for (const resize of resizes) {
    const broken = resize.replicas - available(resize.replicaSet);
    const cut = Math.min(removable, broken);
    resize.replicas -= cut;
    removable -= cut;
  }
  let surplus = all.reduce((sum, one) => sum + available(one), 0) - minAvailable;
  for (const resize of resizes) {
    const cut = Math.max(0, Math.min(surplus, resize.replicas));
    resize.replicas -= cut;
    surplus -= cut;
  }
  return resizes.filter(({replicaSet, replicas}) => replicas !== replicaSet.spec.replicas);
}

/**
 * The sizes of ReplicaSets that share a Deployment in the middle of an update, when the Deployment itself is scaled:
 * each grows or shrinks by its share, so that a bad update risks no more than before.
 * @param active the ReplicaSets that have replicas
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#proportional-scaling
 */
export function scaleProportionally(deployment: Deployment, active: readonly ReplicaSet[]): Resize[] {
  const {replicas} = deployment.spec;
  const allowed = replicas > 0 ? replicas + limitsOf(deployment).maxSurge : 0;
  const change = allowed - totalReplicas(active);
  // The largest first; of equals the newest when growing, the oldest when shrinking.
  const ordered = [...active].sort(
    (a, b) => b.spec.replicas - a.spec.replicas || (change > 0 ? byAge(b, a) : byAge(a, b)),
  );
  let left = change;
  const resizes = ordered.map((replicaSet) => {
    const share = shareOf(replicaSet, {deployment, allowed});
    const part = change > 0 ? Math.max(0, Math.min(share, left)) : Math.min(0, Math.max(share, left));
    left -= part;
    return {replicaSet, replicas: replicaSet.spec.replicas + part};
  });
  const [largest] = resizes;
  if (largest !== undefined) largest.replicas = Math.max(0, largest.replicas + left);
  return resizes;
}

function shareOf(
  {spec, metadata}: ReplicaSet,
  {deployment, allowed}: {deployment: Deployment; allowed: number},
): number {
  if (deployment.spec.replicas === 0) return -spec.replicas;
  const before = Number(metadata.annotations?.[maxReplicas] ?? deployment.status.replicas ?? 0);
  return before === 0 ? 0 : Math.round((spec.replicas * allowed) / before) - spec.replicas;
}

export function totalReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, {spec}) => sum + spec.replicas, 0);
}

export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const {creationTimestamp, name} = a.metadata;
  return creationTimestamp.localeCompare(b.metadata.creationTimestamp) || name.localeCompare(b.metadata.name);
}

/** Available Pods that will stay: the status may not have caught up with a smaller size yet. */
function available({spec, status}: ReplicaSet): number {
  return Math.min(spec.replicas, status.availableReplicas ?? 0);
}
