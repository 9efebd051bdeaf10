import {claimFinalizer, defaultClassOf, volumeFinalizer, type PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {persistentVolumes} from '../resources/persistent-volumes.ts';
import {storageClasses} from '../resources/storage-classes.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

/**
 * Gives a new claim that names no class the default one, and claims and volumes what keeps them while they are used.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaultstorageclass
 */
export function storageAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    if (old !== undefined) return;
    const protect = (finalizer: string): void => {
      const {finalizers = []} = object.metadata;
      if (!finalizers.includes(finalizer)) object.metadata.finalizers = [...finalizers, finalizer];
    };
    if (type === persistentVolumes) protect(volumeFinalizer);
    if (type !== persistentVolumeClaims) return;
    protect(claimFinalizer);
    // A type's objects are of that type.
    const {spec} = object as PersistentVolumeClaim;
    const byDefault = defaultClassOf(store.list(storageClasses))?.metadata.name;
    if (spec.storageClassName === undefined && byDefault !== undefined) spec.storageClassName = byDefault;
  };
}
