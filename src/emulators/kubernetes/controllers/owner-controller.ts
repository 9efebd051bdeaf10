import {keyOf, splitKey, type KubeObject} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DelayedKeys} from './delayed-keys.ts';
import type {Turn} from './key-queue.ts';

/** Brings what belongs to the object of a key to what the object asks for. */
interface Reconciler {
  reconcile: (key: string) => Turn;
}

/**
 * A controller of objects that own others: at start it looks at all of them, and a reconciler may ask to look at one
 * again later, when nothing but time will have passed.
 */
export function runOwnerController<T extends KubeObject>(
  parts: ControllerParts,
  {
    name,
    type,
    keysOf,
    createReconciler,
  }: {
    name: string;
    /** Of the owners. */
    type: ResourceType<T>;
    keysOf: (parts: ControllerParts, event: StoreEvent) => readonly string[];
    createReconciler: (later: DelayedKeys) => Reconciler;
  },
): Controller {
  const later = new DelayedKeys(parts, (key) => controller.add(key));
  const reconciler = createReconciler(later);
  const controller = runController(parts, {
    name,
    keysOf: (event) => keysOf(parts, event),
    reconcile: (key) => {
      const {namespace, name: ownerName} = splitKey(key);
      if (parts.store.get(type, namespace, ownerName) !== undefined) return reconciler.reconcile(key);
      later.forget(key);
    },
  });
  for (const owner of parts.store.list(type)) controller.add(keyOf(owner));
  return controller;
}
