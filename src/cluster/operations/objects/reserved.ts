import {resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';

/** Whether an object is the cluster's own affair, and none that a learner has. */
export function isReserved(type: ResourceTypeName, name: string): boolean {
  const {isReserved: judge}: ResourceType = resourceType(type);
  return judge?.(name) === true;
}
