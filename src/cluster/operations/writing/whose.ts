import {z} from 'zod';
import {qualifiedPlural, resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';

/** Who owns the fields that a learner applies. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export const applyFieldManager = 'labrador-apply';
/** … and those that a learner changes. */
export const editFieldManager = 'labrador-edit';

const managersSchema = z.array(z.looseObject({manager: z.string().optional()})).catch([]);

/** Whether fields of an object were written by one of these. */
export function isWrittenBy(managers: readonly string[], object: KubernetesObject | undefined): boolean {
  return managersSchema
    .parse(object?.metadata['managedFields'])
    .some(({manager}) => manager !== undefined && managers.includes(manager));
}

/**
 * Whether an object is an administrator's, or of something that gives its own to every namespace. Of the types that are
 * written for learners, since whoever writes them for all could write these too.
 */
export function isOthers(type: ResourceTypeName, object: KubernetesObject): boolean {
  const {heldBy}: ResourceType = resourceType(type);
  return heldBy !== undefined && !isWrittenBy([applyFieldManager, editFieldManager], object);
}

/** @throws ApiError for what is an administrator's */
export function requireTheirs(type: ResourceTypeName, object: KubernetesObject): void {
  if (!isOthers(type, object)) return;
  const message = `${qualifiedPlural(resourceType(type))} "${object.metadata.name}" is forbidden: whoever runs the cluster has written it`;
  throw new ApiError(403, {kind: 'Status', reason: 'Forbidden', message}, '');
}
