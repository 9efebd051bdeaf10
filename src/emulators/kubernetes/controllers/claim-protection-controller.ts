import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {claimFinalizer, type PersistentVolumeClaim} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {pods} from '../resources/pods.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {claimNamesOf} from './volume-binding.ts';

/**
 * Lets a claim that is deleted go when no Pod that was given a node uses it any more.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
 */
export function runClaimProtectionController(parts: ControllerParts): Controller {
  const {store, objects} = parts;
  const controller = runController(parts, {
    name: 'pvc-protection-controller',
    keysOf: ({resource, type, object}) => {
      if (resource === persistentVolumeClaims)
        return object.metadata.deletionTimestamp === undefined ? [] : [keyOf(object)];
      if (resource !== pods || type !== 'DELETED') return [];
      return claimNamesOf(object as Pod).map((name) => `${object.metadata.namespace}/${name}`);
    },
    reconcile: (key) => {
      const {namespace, name} = splitKey(key);
      const claim = store.get(persistentVolumeClaims, namespace, name);
      if (claim?.metadata.deletionTimestamp === undefined) return;
      const isUsed = store
        .list(pods, namespace)
        .some((pod) => pod.spec.nodeName !== undefined && claimNamesOf(pod).includes(name));
      if (isUsed) return;
      objects.change<PersistentVolumeClaim>(persistentVolumeClaims, claim, ({metadata}) => {
        metadata.finalizers = (metadata.finalizers ?? []).filter((one) => one !== claimFinalizer);
      });
    },
  });
  for (const claim of store.list(persistentVolumeClaims)) controller.add(keyOf(claim));
  return controller;
}
