import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {sandboxAnnotations} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {namespaceSchema} from '#src/sandbox/sandbox.ts';
import type {SandboxNamespace} from '#src/workshop/reap-plan.ts';
import type {Identities} from '../api/identities.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listCollection} from '../api/list-collection.ts';

const namespaceObjectSchema = kubernetesObjectSchema.extend({
  status: z.looseObject({conditions: conditionsSchema}).prefault({}),
});

/** Namespaces that carry all of our labels and are called as they say, with those that learners made: whatever else is there is none of our business. */
export async function listSandboxNamespaces(identities: Identities, signal: AbortSignal): Promise<SandboxNamespace[]> {
  const labelSelector = `${sandboxLabels.managedBy}=${managedBy},${sandboxLabels.workshop}`;
  const objects = await listCollection(identities.system('watcher'), '/api/v1/namespaces', {labelSelector, signal});
  return z
    .array(namespaceObjectSchema)
    .parse(objects)
    .flatMap(({metadata, status}) => {
      const {labels = {}, annotations = {}, name, uid} = metadata;
      const workshopId = labels[sandboxLabels.workshop] ?? '';
      const learnerId = labels[sandboxLabels.learner] ?? '';
      const isOurs =
        namespaceSchema.safeParse(name).success && name.split('--', 1)[0] === `labrador-${workshopId}-${learnerId}`;
      if (!isOurs) return [];
      return [
        {
          name,
          uid,
          workshopId,
          learnerId,
          installation: labels[sandboxLabels.installation],
          nodes: (annotations[sandboxAnnotations.nodes] ?? '').split(',').filter((node) => node !== ''),
          createdAt: Date.parse(metadata.creationTimestamp ?? '') || 0,
          deletedAt: metadata.deletionTimestamp === undefined ? undefined : Date.parse(metadata.deletionTimestamp),
          heldBy: status.conditions
            .filter((condition) => condition.status === 'True')
            .map(({type, message}) => `${type}: ${message}`),
        },
      ];
    });
}
