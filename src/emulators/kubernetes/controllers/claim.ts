import {controllerOf, keyOf, type KubeObject, type LabelSelector, type OwnerReference} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import type {ControllerParts} from './controller.ts';

interface Claimer extends KubeObject {
  spec: {selector: LabelSelector};
}

/**
 * The objects of a type that an owner controls. Matching ones without a controller become its own; own ones that no
 * longer match are let go. An owner that is being deleted takes nothing new and lets nothing go.
 * @param isMember what else must hold of one that matches
 */
export function claim<T extends KubeObject>(
  {store, objects}: ControllerParts,
  {owner, type, isMember = () => true}: {owner: Claimer; type: ResourceType<T>; isMember?: (object: T) => boolean},
): T[] {
  const {namespace, uid, deletionTimestamp} = owner.metadata;
  return store.list(type, namespace).flatMap((object) => {
    const controller = controllerOf(object);
    const matches = matchesLabelSelector(owner.spec.selector, object.metadata.labels) && isMember(object);
    if (controller !== undefined && controller.uid !== uid) return [];
    if (controller !== undefined && (matches || deletionTimestamp !== undefined)) return [object];
    if (controller === undefined && !matches) return [];
    if (deletionTimestamp !== undefined || object.metadata.deletionTimestamp !== undefined) return [];
    objects.change<T>(type, object, ({metadata}) => {
      const others = (metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid);
      const next = matches ? [...others, ownerReference(owner)] : others;
      if (next.length > 0) metadata.ownerReferences = next;
      else delete metadata.ownerReferences;
    });
    const claimed = matches ? store.get(type, namespace, object.metadata.name) : undefined;
    return claimed === undefined ? [] : [claimed];
  });
}

/** The keys of those of a type that an object concerns: what controls it, or did before; else all that would claim it. */
export function claimersOf<T extends Claimer>(
  {store}: ControllerParts,
  {type, object, previous}: {type: ResourceType<T>; object: KubeObject; previous?: KubeObject | undefined},
): string[] {
  const {namespace, labels} = object.metadata;
  const owners = [controllerOf(object), previous && controllerOf(previous)].filter((owner) => owner !== undefined);
  if (owners.length > 0) return owners.filter(({kind}) => kind === type.kind).map(({name}) => `${namespace}/${name}`);
  return store
    .list(type, namespace)
    .filter(({spec}) => matchesLabelSelector(spec.selector, labels))
    .map(keyOf);
}

export function ownerReference({apiVersion, kind, metadata}: KubeObject): OwnerReference {
  const {name, uid} = metadata;
  return {apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true};
}
