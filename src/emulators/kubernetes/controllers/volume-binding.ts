import type {Pod} from '../objects/pod.ts';
import {
  isBound,
  storageAnnotations,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {persistentVolumes} from '../resources/persistent-volumes.ts';
import {storageClasses} from '../resources/storage-classes.ts';
import {parseQuantity} from '../schema/quantity.ts';
import type {Store} from '../store/store.ts';

/** The names of the claims that a Pod uses. */
export function claimNamesOf({spec}: Pod): string[] {
  return (spec.volumes ?? []).flatMap(({persistentVolumeClaim}) => persistentVolumeClaim?.claimName ?? []);
}

export function classOf(store: Store, {spec}: PersistentVolumeClaim): StorageClass | undefined {
  return store.get(storageClasses, undefined, spec.storageClassName ?? '');
}

/** Whether its volume is made, or chosen, only when a Pod that uses it is given a node. */
export function waitsForConsumer(store: Store, claim: PersistentVolumeClaim): boolean {
  const {annotations = {}} = claim.metadata;
  return (
    classOf(store, claim)?.volumeBindingMode === 'WaitForFirstConsumer' &&
    annotations[storageAnnotations.selectedNode] === undefined
  );
}

/** Of the volumes that nobody has, the smallest that a claim can take. */
export function bestVolumeFor(store: Store, claim: PersistentVolumeClaim): PersistentVolume | undefined {
  const {spec} = claim;
  const sizeOf = (volume: PersistentVolume): number => parseQuantity(volume.spec.capacity?.['storage'] ?? '0');
  const asked = parseQuantity(spec.resources?.requests?.['storage'] ?? '0');
  return store
    .list(persistentVolumes)
    .filter(
      (volume) =>
        isFreeFor(volume, claim) &&
        ['', volume.metadata.name].includes(spec.volumeName ?? '') &&
        volume.metadata.deletionTimestamp === undefined &&
        (volume.spec.storageClassName ?? '') === (spec.storageClassName ?? '') &&
        volume.spec.volumeMode === spec.volumeMode &&
        (spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode)) &&
        sizeOf(volume) >= asked,
    )
    .sort((a, b) => sizeOf(a) - sizeOf(b))[0];
}

function isFreeFor({spec, status}: PersistentVolume, {metadata}: PersistentVolumeClaim): boolean {
  const {claimRef} = spec;
  if (claimRef === undefined) return status.phase === 'Available';
  if (claimRef.namespace !== metadata.namespace || claimRef.name !== metadata.name) return false;
  return claimRef.uid === undefined || claimRef.uid === metadata.uid;
}

/** Why a Pod cannot be given a node as long as its claims are as they are. */
export function claimProblem(store: Store, pod: Pod): string | undefined {
  const claims = claimNamesOf(pod).map((name) => {
    const claim = store.get(persistentVolumeClaims, pod.metadata.namespace, name);
    return {name, claim};
  });
  for (const {name, claim} of claims) {
    if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
    if (claim.status.phase === 'Lost')
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName}"`;
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
  }
  const isImmediate = claims.some(
    ({claim}) =>
      claim !== undefined && !isBound(claim) && classOf(store, claim)?.volumeBindingMode !== 'WaitForFirstConsumer',
  );
  return isImmediate ? 'pod has unbound immediate PersistentVolumeClaims' : undefined;
}

/** The claims of a Pod for which a node has to be chosen first. */
export function unboundClaims(store: Store, pod: Pod): PersistentVolumeClaim[] {
  return claimNamesOf(pod).flatMap((name) => {
    const claim = store.get(persistentVolumeClaims, pod.metadata.namespace, name);
    return claim === undefined || isBound(claim) ? [] : [claim];
  });
}
