import {forbidden} from '../status-error.ts';
import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import type {Admission} from '../store/objects.ts';

/** Those that every cluster has; others cannot be made here. */
const priorities: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export const priorityClassAdmission: Admission = ({type, object, old}) => {
  if (type !== pods || old !== undefined) return;
  const {spec, metadata} = object as Pod;
  const {priorityClassName = ''} = spec;
  if (priorityClassName === '') return;
  const priority = priorities.get(priorityClassName);
  if (priority === undefined) {
    throw forbidden(pods, metadata.name, `no PriorityClass with name ${priorityClassName} was found`);
  }
  Object.assign(spec, {priority});
};
