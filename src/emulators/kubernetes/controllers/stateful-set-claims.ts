import {isEqual} from '../json.ts';
import type {OwnerReference} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import type {StatefulSet} from '../objects/workloads.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {pods} from '../resources/pods.ts';
import {ownerReference} from './claim.ts';
import type {ControllerParts} from './controller.ts';
import {claimsOf, ordinalOf, wantedOrdinals} from './stateful-set-pods.ts';

type Tell = (entry: {type?: string; reason: string; message: string}) => void;

/** Makes the claims that the Pod of a number lacks. @throws Error that says which could not be made */
export function makeClaims(
  {store, objects}: ControllerParts,
  {set, ordinal, tell}: {set: StatefulSet; ordinal: number; tell: Tell},
): void {
  const setName = set.metadata.name;
  const podName = `${setName}-${ordinal}`;
  const failures: string[] = [];
  for (const {claim} of claimsOf(set, ordinal)) {
    const {namespace, name} = claim.metadata;
    const found = store.get(persistentVolumeClaims, namespace, name);
    if (found?.metadata.deletionTimestamp !== undefined) failures.push(`pvc ${name} is being deleted`);
    if (found !== undefined) continue;
    try {
      objects.create(persistentVolumeClaims, claim);
      const message = `Create Claim ${name} Pod ${podName} in StatefulSet ${setName} success`;
      tell({reason: 'SuccessfulCreate', message});
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      failures.push(`failed to create PVC ${name}: ${why}`);
      const message = `Create Claim ${name} for Pod ${podName} in StatefulSet ${setName} failed error: ${why}`;
      tell({type: 'Warning', reason: 'FailedCreate', message});
    }
  }
  if (failures.length > 0) throw new Error(failures.length === 1 ? failures[0] : `[${failures.join(', ')}]`);
}

/**
 * Says on a Pod's claims whose end is theirs too: the set's, that of a Pod that is one too many, or nobody's, which is
 * usual.
 */
export function ownClaims({store, objects}: ControllerParts, set: StatefulSet, pod: Pod): void {
  const ordinal = ordinalOf(set, pod);
  if (ordinal === undefined) return;
  const stored = store.get(pods, pod.metadata.namespace, pod.metadata.name);
  const owner = ownerOf(set, {pod: stored ?? pod, isWanted: wantedOrdinals(set).includes(ordinal)});
  for (const {claim} of claimsOf(set, ordinal)) {
    const found = store.get(persistentVolumeClaims, claim.metadata.namespace, claim.metadata.name);
    if (found === undefined) continue;
    const own = new Set([set.metadata.uid, stored?.metadata.uid]);
    const others = (found.metadata.ownerReferences ?? []).filter(({uid}) => !own.has(uid));
    const references = [...others, ...(owner === undefined ? [] : [owner])];
    if (isEqual(references, found.metadata.ownerReferences ?? [])) continue;
    objects.change<PersistentVolumeClaim>(persistentVolumeClaims, found, ({metadata}) => {
      if (references.length === 0) delete metadata.ownerReferences;
      else metadata.ownerReferences = references;
    });
  }
}

function ownerOf(set: StatefulSet, {pod, isWanted}: {pod: Pod; isWanted: boolean}): OwnerReference | undefined {
  const {whenDeleted, whenScaled} = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  if (whenScaled === 'Delete' && !isWanted) return ownerReference(pod);
  return whenDeleted === 'Delete' ? ownerReference(set) : undefined;
}
