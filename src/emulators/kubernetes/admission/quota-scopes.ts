import type {ResourceQuota} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {qosClass} from '../resources/qos-class.ts';
import type {ResourceType} from '../resources/resource-type.ts';

const matchers: Readonly<Record<string, (pod: Pod) => boolean>> = {
  BestEffort: (pod) => qosClass(pod) === 'BestEffort',
  NotBestEffort: (pod) => qosClass(pod) !== 'BestEffort',
  Terminating: ({spec}) => (spec.activeDeadlineSeconds ?? -1) >= 0,
  NotTerminating: ({spec}) => (spec.activeDeadlineSeconds ?? -1) < 0,
  PriorityClass: ({spec}) => (spec.priorityClassName ?? '') !== '',
};

/**
 * Whether an object is of those that a quota is about: one with scopes is about Pods alone, of which all of them hold.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
export function isInScope(type: ResourceType, object: KubeObject, {spec: {scopes = []}}: ResourceQuota): boolean {
  if (scopes.length === 0) return true;
  // a type's objects are of that type
  return type === pods && scopes.every((scope) => matchers[scope]?.(object as Pod) === true);
}
