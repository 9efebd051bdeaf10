import {isReserved, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {Writing} from './writer-of.ts';

/** Who owns the fields of what makes a sandbox. */
export const fieldManager = 'labrador';

/** A namespace's objects of a type: those by which it is held, and the learner's. */
export interface HeldObjects {
  readonly own: readonly KubernetesObject[];
  readonly learners: readonly KubernetesObject[];
}

export async function readHeld(type: ResourceTypeName, {sandbox, identities, signal}: Writing): Promise<HeldObjects> {
  const all = await listCollection(identities.system('provisioner'), resourcePath(type, sandbox.namespace), {signal});
  const isOwn = ({metadata}: KubernetesObject): boolean => isReserved(type, metadata.name);
  return {own: all.filter(isOwn), learners: all.filter((object) => !isOwn(object))};
}
