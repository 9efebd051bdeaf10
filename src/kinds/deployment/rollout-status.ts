import type {RolloutStatus} from '../rollout.ts';
import {deploymentSchema} from './schema.ts';

/**
 * How far the rollout of one is.
 * @see https://github.com/kubernetes/kubectl/blob/v0.32.0/pkg/polymorphichelpers/rollout_status.go
 */
export function deploymentRolloutStatus(object: unknown): RolloutStatus {
  const {metadata, spec, status} = deploymentSchema.parse(object);
  const {name, generation = 0} = metadata;
  if (generation > status.observedGeneration) {
    return {kind: 'waiting', line: 'Waiting for deployment spec update to be observed...'};
  }
  const progressing = status.conditions.find(({type}) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return {kind: 'failed', line: `deployment "${name}" exceeded its progress deadline`};
  }
  const {replicas, updatedReplicas: updated, availableReplicas: available} = status;
  const waiting = `Waiting for deployment "${name}" rollout to finish:`;
  if (updated < spec.replicas) {
    return {kind: 'waiting', line: `${waiting} ${updated} out of ${spec.replicas} new replicas have been updated...`};
  }
  if (replicas > updated) {
    return {kind: 'waiting', line: `${waiting} ${replicas - updated} old replicas are pending termination...`};
  }
  if (available < updated) {
    return {kind: 'waiting', line: `${waiting} ${available} of ${updated} updated replicas are available...`};
  }
  return {kind: 'complete', line: `deployment "${name}" successfully rolled out`};
}
