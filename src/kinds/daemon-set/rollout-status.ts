import type {RolloutStatus} from '../rollout.ts';
import {daemonSetSchema} from './schema.ts';

/**
 * How far the rollout of one is.
 * @see https://github.com/kubernetes/kubectl/blob/v0.32.0/pkg/polymorphichelpers/rollout_status.go
 */
export function daemonSetRolloutStatus(object: unknown): RolloutStatus {
  const {metadata, spec, status} = daemonSetSchema.parse(object);
  const {name, generation = 0} = metadata;
  const type = spec.updateStrategy.type;
  if (type !== 'RollingUpdate') {
    return {kind: 'failed', line: 'rollout status is only available for RollingUpdate strategy type'};
  }
  if (generation > status.observedGeneration) {
    return {kind: 'waiting', line: 'Waiting for daemon set spec update to be observed...'};
  }
  const {updatedNumberScheduled: updated, desiredNumberScheduled: desired, numberAvailable: available} = status;
  const waiting = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updated < desired) {
    return {kind: 'waiting', line: `${waiting} ${updated} out of ${desired} new pods have been updated...`};
  }
  if (available < desired) {
    return {kind: 'waiting', line: `${waiting} ${available} of ${desired} updated pods are available...`};
  }
  return {kind: 'complete', line: `daemon set "${name}" successfully rolled out`};
}
