import type {ResourceType, ResourceTypeName} from '../../kubernetes/resource-types.ts';

/** Types that have no description of their own here. */
const undescribed: ReadonlySet<ResourceTypeName> = new Set(['events', 'controllerrevisions']);

/** Whether `kubectl describe` is understood of a type. */
export function isDescribed({plural}: Pick<ResourceType, 'plural'>): boolean {
  return !undescribed.has(plural);
}
