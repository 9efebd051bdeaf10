import {hostPathProvisioner, storageAnnotations, type StorageClass} from '../objects/storage.ts';
import {storageClasses} from '../resources/storage-classes.ts';
import type {Objects} from './objects.ts';

/** The class that a new cluster has, as small clusters do: a claim that names none gets a folder of it at once. */
export function seedStorageClass(objects: Objects): void {
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {name: 'standard', annotations: {[storageAnnotations.isDefaultClass]: 'true'}},
    provisioner: hostPathProvisioner,
  };
  // The rest of the metadata is what creating it fills in.
  objects.create(storageClasses, storageClass as unknown as StorageClass);
}
