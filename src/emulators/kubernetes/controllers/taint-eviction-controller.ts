import type {Node, Taint} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DelayedKeys} from './delayed-keys.ts';
import {tolerates} from './node-fit.ts';
import type {PodsByNode} from './pods-by-node.ts';

/**
 * Ends Pods on nodes with a `NoExecute` taint: at once those that do not tolerate it, the others when the shortest
 * time is over for which they do.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
export function runTaintEvictionController(parts: ControllerParts & {podsByNode: PodsByNode}): Controller {
  const {store, objects, recorder, clock, timings, podsByNode} = parts;
  const controller = runController(parts, {
    name: 'taint-eviction-controller',
    keysOf: ({resource, object, type}) => {
      if (resource === nodes) return podsByNode.on(object.metadata.name).map(keyOf);
      if (resource === pods && type === 'DELETED') taintedSinceMs.delete(object.metadata.uid);
      return resource === pods && type === 'ADDED' ? [keyOf(object)] : [];
    },
    reconcile: (key) => {
      const {namespace, name} = splitKey(key);
      const pod = store.get(pods, namespace, name);
      if (pod?.spec.nodeName === undefined || pod.metadata.deletionTimestamp !== undefined) return;
      const node = store.get(nodes, undefined, pod.spec.nodeName);
      const tainted = node === undefined ? [] : noExecuteTaints(node);
      if (tainted.length === 0) {
        taintedSinceMs.delete(pod.metadata.uid);
        return;
      }
      const sinceMs = taintedSinceMs.get(pod.metadata.uid) ?? clock.now();
      taintedSinceMs.set(pod.metadata.uid, sinceMs);
      const remaining = toleratedSeconds(pod, tainted) - (clock.now() - sinceMs) / timings.secondMs;
      if (remaining === Infinity) return;
      if (remaining > 0) {
        delayed.add(key, remaining);
        return;
      }
      taintedSinceMs.delete(pod.metadata.uid);
      const message = `Marking for deletion Pod ${key}`;
      const event = {type: 'Normal', reason: 'TaintManagerEviction', message};
      recorder.record({component: 'taint-eviction-controller'}, {object: pod}, event);
      objects.delete(pods, pod);
    },
  });
  const delayed = new DelayedKeys(parts, (key) => controller.add(key));
  /** By the uid of a Pod, since when its node has such taints. */
  const taintedSinceMs = new Map<string, number>();
  return controller;
}

function noExecuteTaints({spec}: Node): Taint[] {
  return (spec.taints ?? []).filter(({effect}) => effect === 'NoExecute');
}

/** For how long a Pod may stay with all of the taints: 0 if it does not tolerate one, Infinity if it may forever. */
function toleratedSeconds({spec}: Pod, taints: readonly Taint[]): number {
  const times = taints.flatMap((taint) => {
    const matching = (spec.tolerations ?? []).filter((one) => tolerates(one, taint));
    return matching.length === 0 ? [0] : matching.map(({tolerationSeconds}) => tolerationSeconds ?? Infinity);
  });
  return Math.max(0, Math.min(...times));
}
