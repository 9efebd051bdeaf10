import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import type {TypeThat} from './resource-types.ts';

const count = z.number().default(0);

const metadataSchema = z.looseObject({name: z.string(), generation: count});

const daemonSetRolloutSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({updateStrategy: z.looseObject({type: z.string().optional()}).optional()}),
  status: z
    .looseObject({
      observedGeneration: count,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
    })
    .prefault({}),
});

const deploymentRolloutSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({replicas: z.number().default(1)}),
  status: z
    .looseObject({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/** How far a rollout is: the line that kubectl prints, and whether it has ended; `failed` ends it too. */
export type RolloutStatus =
  {readonly kind: 'waiting' | 'complete'; readonly line: string} | {readonly kind: 'failed'; readonly line: string};

/** How far the rollout of an object is, as the API server has it. */
export const rolloutStatus: Readonly<Record<TypeThat<'isRolledOut'>, (object: unknown) => RolloutStatus>> = {
  daemonsets: (object) => daemonSetStatus(daemonSetRolloutSchema.parse(object)),
  deployments: (object) => deploymentStatus(deploymentRolloutSchema.parse(object)),
};

/** @see https://github.com/kubernetes/kubectl/blob/v0.32.0/pkg/polymorphichelpers/rollout_status.go */
function daemonSetStatus({metadata, spec, status}: z.infer<typeof daemonSetRolloutSchema>): RolloutStatus {
  const {name, generation} = metadata;
  const type = spec.updateStrategy?.type ?? 'RollingUpdate';
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

/** @see https://github.com/kubernetes/kubectl/blob/v0.32.0/pkg/polymorphichelpers/rollout_status.go */
function deploymentStatus({metadata, spec, status}: z.infer<typeof deploymentRolloutSchema>): RolloutStatus {
  const {name, generation} = metadata;
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
