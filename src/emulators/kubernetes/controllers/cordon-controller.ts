import type {Node} from '../objects/cluster-objects.ts';
import {nodes} from '../resources/nodes.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {cordon} from './node-fit.ts';

/** Keeps the taint of a cordoned node, by which its `unschedulable` is tolerated or not. */
export function runCordonController(parts: ControllerParts): Controller {
  const {store, objects, clock} = parts;
  return runController(parts, {
    name: 'cordon-controller',
    keysOf: ({resource, object}) => (resource === nodes ? [object.metadata.name] : []),
    reconcile: (name) => {
      const found = store.get(nodes, undefined, name);
      if (found === undefined) return;
      const isCordoned = found.spec.unschedulable === true;
      const isTainted = found.spec.taints?.some(({key}) => key === cordon.key) === true;
      if (isCordoned === isTainted) return;
      objects.change<Node>(nodes, found, ({spec}) => {
        const others = (spec.taints ?? []).filter(({key}) => key !== cordon.key);
        const taints = isCordoned ? [...others, {...cordon, timeAdded: clock.timestamp()}] : others;
        if (taints.length > 0) spec.taints = taints;
        else delete spec.taints;
      });
    },
  });
}
