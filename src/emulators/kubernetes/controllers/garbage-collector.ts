import type {KubeObject} from '../objects/kube-object.ts';
import {findKind, resourceTypes} from '../resources/registry.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {foreground, orphan} from '../store/deletion.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';

/**
 * Deletes what has lost all its owners, and finishes deletions that wait for dependents (foreground) or that let them
 * go (orphan). Its keys are uids.
 * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
export function runGarbageCollector(parts: ControllerParts): Controller {
  const {store, objects} = parts;
  const located = new Map<string, {type: ResourceType; object: KubeObject}>();
  const controller = runController(parts, {
    name: 'garbage-collector',
    keysOf: ({type, resource, object, previous}: StoreEvent) => {
      const {uid, ownerReferences = [], finalizers = []} = object.metadata;
      if (type === 'DELETED') {
        located.delete(uid);
        const owners = (previous ?? object).metadata.ownerReferences ?? [];
        return [uid, ...owners.map((owner) => owner.uid)];
      }
      const waits = finalizers.includes(foreground) || finalizers.includes(orphan);
      if (!waits && ownerReferences.length === 0) return [];
      located.set(uid, {type: resource, object});
      return waits || type === 'ADDED' ? [uid] : [];
    },
    reconcile: (uid) => {
      const found = located.get(uid);
      const current = found && store.get(found.type, found.object.metadata.namespace, found.object.metadata.name);
      if (found === undefined || current?.metadata.uid !== uid) {
        for (const {resource, object} of store.dependents(uid)) collect(resource, object);
        return;
      }
      const {finalizers = [], deletionTimestamp} = current.metadata;
      if (deletionTimestamp !== undefined && finalizers.includes(orphan)) orphanDependents(found.type, current);
      else if (deletionTimestamp !== undefined && finalizers.includes(foreground))
        deleteInForeground(found.type, current);
      else collect(found.type, current);
    },
  });

  /** Deletes an object none of whose owners exist; drops the references to those that do not, if others do. */
  const collect = (type: ResourceType, object: KubeObject): void => {
    const {namespace, name, uid, ownerReferences = [], deletionTimestamp} = object.metadata;
    const current = store.get(type, namespace, name);
    if (current?.metadata.uid !== uid || deletionTimestamp !== undefined || ownerReferences.length === 0) return;
    const living = ownerReferences.filter((owner) => {
      const ownerType = findKind(owner.apiVersion, owner.kind);
      if (ownerType === undefined) return true;
      return store.get(ownerType, ownerType.namespaced ? namespace : undefined, owner.name)?.metadata.uid === owner.uid;
    });
    if (living.length === ownerReferences.length) return;
    if (living.length === 0) objects.delete(type, current, {propagationPolicy: 'Background'});
    else objects.change(type, current, (next) => Object.assign(next.metadata, {ownerReferences: living}));
  };

  const orphanDependents = (type: ResourceType, owner: KubeObject): void => {
    for (const {resource, object} of store.dependents(owner.metadata.uid)) {
      objects.change(resource, object, ({metadata}) => {
        const others = (metadata.ownerReferences ?? []).filter(({uid}) => uid !== owner.metadata.uid);
        if (others.length > 0) metadata.ownerReferences = others;
        else delete metadata.ownerReferences;
      });
    }
    removeFinalizer(type, owner, orphan);
  };

  const deleteInForeground = (type: ResourceType, owner: KubeObject): void => {
    const dependents = store.dependents(owner.metadata.uid);
    for (const {resource, object} of dependents) {
      const current = store.get(resource, object.metadata.namespace, object.metadata.name);
      if (current !== undefined && current.metadata.deletionTimestamp === undefined) {
        objects.delete(resource, current, {propagationPolicy: 'Foreground'});
      }
    }
    const isBlocked = store
      .dependents(owner.metadata.uid)
      .some(({object}) =>
        object.metadata.ownerReferences?.some(
          ({uid, blockOwnerDeletion}) => uid === owner.metadata.uid && blockOwnerDeletion === true,
        ),
      );
    if (!isBlocked) removeFinalizer(type, owner, foreground);
  };

  const removeFinalizer = (type: ResourceType, owner: KubeObject, finalizer: string): void => {
    objects.change(type, owner, ({metadata}) => {
      metadata.finalizers = (metadata.finalizers ?? []).filter((one) => one !== finalizer);
    });
  };

  for (const type of resourceTypes) {
    for (const object of store.list(type)) {
      if ((object.metadata.ownerReferences ?? []).length === 0 && (object.metadata.finalizers ?? []).length === 0)
        continue;
      located.set(object.metadata.uid, {type, object});
      controller.add(object.metadata.uid);
    }
  }
  return controller;
}
