import {isLeaving, type Pod} from '../schema.ts';
import {podStatus} from './pod-status.ts';

/** What a Pod passes through. */
const passing = /^(?:Terminating|ContainerCreating|Pending|PodInitializing|Init:\d)/;

/**
 * Whether a Pod is just coming or going, so that it will soon be something else by itself. One that no node fits is not:
 * it waits until somebody changes a node or the Pod.
 */
export const isOnItsWay = (pod: Pod): boolean => passing.test(podStatus(pod).status) && !fitsNoNode(pod);

const fitsNoNode = (pod: Pod): boolean =>
  !isLeaving(pod) &&
  pod.status.conditions.some(
    ({type, status, reason}) => type === 'PodScheduled' && status === 'False' && reason === 'Unschedulable',
  );
