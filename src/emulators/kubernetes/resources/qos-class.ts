import type {Pod} from '../objects/pod.ts';
import {parseQuantity} from '../schema/quantity.ts';

/** Those that count: storage does not. */
const resources = ['cpu', 'memory'];

/**
 * Which Pods go first when a node runs short; of the resources as they are after what a LimitRange gave.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function qosClass({spec}: Pod): string {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const all = containers.flatMap(({resources: {requests = {}, limits = {}} = {}}) =>
    resources.map((name) => ({request: amount(requests[name]), limit: amount(limits[name])})),
  );
  if (all.every(({request, limit}) => request === 0 && limit === 0)) return 'BestEffort';
  return all.every(({request, limit}) => limit > 0 && request === limit) ? 'Guaranteed' : 'Burstable';
}

const amount = (quantity: string | undefined): number => (quantity === undefined ? 0 : parseQuantity(quantity));
