import type {RolloutStatus} from '../rollout.ts';
import {statefulSetSchema} from './schema.ts';

/**
 * How far the rollout of one is.
 * @see https://github.com/kubernetes/kubectl/blob/v0.32.0/pkg/polymorphichelpers/rollout_status.go
 */
export function statefulSetRolloutStatus(object: unknown): RolloutStatus {
  const {metadata, spec, status} = statefulSetSchema.parse(object);
  const {type, rollingUpdate} = spec.updateStrategy;
  const {updatedReplicas: updated, readyReplicas: ready} = status;
  if (type !== 'RollingUpdate') {
    return {kind: 'failed', line: 'rollout status is only available for RollingUpdate strategy type'};
  }
  if (status.observedGeneration === 0 || (metadata.generation ?? 0) > status.observedGeneration) {
    return {kind: 'waiting', line: 'Waiting for statefulset spec update to be observed...'};
  }
  if (ready < spec.replicas) {
    return {kind: 'waiting', line: `Waiting for ${spec.replicas - ready} pods to be ready...`};
  }
  if (rollingUpdate) {
    const {partition} = rollingUpdate;
    const wanted = typeof partition === 'number' ? spec.replicas - partition : 0;
    if (updated < wanted) {
      const line = `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`;
      return {kind: 'waiting', line};
    }
    return {kind: 'complete', line: `partitioned roll out complete: ${updated} new pods have been updated...`};
  }
  if (status.updateRevision !== status.currentRevision) {
    const line = `waiting for statefulset rolling update to complete ${updated} pods at revision ${status.updateRevision}...`;
    return {kind: 'waiting', line};
  }
  const line = `statefulset rolling update complete ${status.currentReplicas} pods at revision ${status.currentRevision}...`;
  return {kind: 'complete', line};
}
