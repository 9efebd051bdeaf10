import type {HorizontalPodAutoscaler} from '../objects/horizontal-pod-autoscaler.ts';
import type {Deployment, ReplicaSet, StatefulSet} from '../objects/workloads.ts';
import {deployments} from '../resources/deployments.ts';
import {replicaSets} from '../resources/replica-sets.ts';
import {statefulSets} from '../resources/stateful-sets.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

/** What has a number of replicas. */
export type Scaled = Deployment | ReplicaSet | StatefulSet;

/** That there is nothing to scale. */
export class ScaleNotFound extends Error {}

const scalable: readonly ResourceType<Scaled>[] = [deployments, replicaSets, statefulSets];

/** @throws ScaleNotFound */
export function findScaled(store: Store, {spec, metadata}: HorizontalPodAutoscaler): Scaled {
  const {apiVersion = 'v1', kind, name} = spec.scaleTargetRef;
  const type = scalable.find((one) => one.kind === kind && one.group === groupOf(apiVersion));
  if (type === undefined) {
    throw new ScaleNotFound(`no matches for kind "${kind}" in group "${groupOf(apiVersion)}"`);
  }
  const found = store.get(type, metadata.namespace, name);
  if (found === undefined) throw new ScaleNotFound(`${type.plural}.${type.group} "${name}" not found`);
  return found;
}

/** How many replicas what controls a Pod is to have, by the controller's kind; undefined for what cannot be scaled. */
export function replicasOf(
  store: Store,
  {apiVersion, kind, name, uid}: {apiVersion: string; kind: string; name: string; uid: string},
  namespace: string | undefined,
): Scaled | undefined {
  const type = scalable.find((one) => one.kind === kind && groupVersion(one) === apiVersion);
  const found = type === undefined ? undefined : store.get(type, namespace, name);
  return found?.metadata.uid === uid ? found : undefined;
}

export function scaleTo(objects: Objects, scaled: Scaled, replicas: number): void {
  const type = scalable.find(({kind}) => kind === scaled.kind);
  if (type === undefined) return;
  objects.change(type, scaled, ({spec}) => void (spec.replicas = replicas));
}

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '');
