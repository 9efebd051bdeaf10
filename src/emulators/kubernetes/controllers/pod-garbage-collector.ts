import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DelayedKeys} from './delayed-keys.ts';
import {hasEnded} from './pods-by-node.ts';

/** So many Pods that have ended are kept, of all namespaces; a real cluster's limit is 12500. */
const maxEnded = 1_000;
const checkSeconds = 20;
const all = 'all';

/**
 * Takes the oldest ended Pods away when there are too many of them.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
 */
export function runPodGarbageCollector(parts: ControllerParts): Controller {
  const {store, objects} = parts;
  const controller = runController(parts, {
    name: 'pod-garbage-collector',
    keysOf: ({resource, object, type}) => {
      if (resource === pods && type !== 'DELETED' && hasEnded(object as Pod)) later.add(all, checkSeconds);
      return [];
    },
    reconcile: () => {
      const ended = store.list(pods).filter(hasEnded).sort(byAge);
      for (const pod of ended.slice(0, Math.max(0, ended.length - maxEnded))) {
        objects.delete(pods, pod, {gracePeriodSeconds: 0});
      }
    },
  });
  const later = new DelayedKeys(parts, (key) => controller.add(key));
  controller.add(all);
  return controller;
}

function byAge({metadata: one}: Pod, {metadata: other}: Pod): number {
  return one.creationTimestamp.localeCompare(other.creationTimestamp) || one.name.localeCompare(other.name);
}
