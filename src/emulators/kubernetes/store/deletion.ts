import type {KubeObject, ObjectMeta} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {namespaces} from '../resources/namespaces.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {conflict} from '../status-error.ts';

export interface DeleteOptions {
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  gracePeriodSeconds?: number;
  preconditions?: {uid?: string; resourceVersion?: string};
  isDryRun?: boolean;
}

/** Beyond that no date can be written. */
const longestGraceSeconds = 1e9;

export const foreground = 'foregroundDeletion';
export const orphan = 'orphan';

/** @throws StatusError 409 when one does not hold */
export function checkPreconditions(
  type: ResourceType,
  metadata: ObjectMeta,
  {uid, resourceVersion}: DeleteOptions['preconditions'] = {},
): void {
  if (type.plural === namespaces.plural && uid !== undefined && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`;
    throw conflict(type, metadata.name, why);
  }
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict({group: type.group, plural: type.kind}, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`;
    throw conflict(type, metadata.name, why);
  }
}

/** Only a Pod that a kubelet runs is given time to end. */
export function graceOf(object: KubeObject, givenSeconds: number | undefined): number {
  if (object.kind !== 'Pod') return 0;
  const {spec, status} = object as Pod;
  const isRunning = spec.nodeName !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';
  return isRunning ? Math.min(givenSeconds ?? spec.terminationGracePeriodSeconds ?? 30, longestGraceSeconds) : 0;
}

/** What is to be done before the object goes, by how its dependents are to go. */
export function finalizersOfDeletion(
  type: ResourceType,
  metadata: ObjectMeta,
  policy: DeleteOptions['propagationPolicy'] = defaultPolicyOf(type, metadata),
): string[] {
  const {finalizers = []} = metadata;
  if (policy === undefined) return [...finalizers];
  const others = finalizers.filter((finalizer) => finalizer !== foreground && finalizer !== orphan);
  if (policy === 'Background') return others;
  return [...others, policy === 'Foreground' ? foreground : orphan];
}

/** Of what is older than garbage collection: its dependents stay, unless something else was asked for or is under way. */
function defaultPolicyOf(
  {orphansByDefault}: ResourceType,
  {finalizers = []}: ObjectMeta,
): DeleteOptions['propagationPolicy'] {
  return orphansByDefault && !finalizers.includes(foreground) ? 'Orphan' : undefined;
}
