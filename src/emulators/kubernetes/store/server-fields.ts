import {randomBytes, randomUUID} from 'node:crypto';
import type {Clock} from '../clock.ts';
import type {KubeObject, ObjectMeta} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';

const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** Five random letters and digits, as the server appends to a generateName: no vowels, so no words. */
function randomSuffix(): string {
  return [...randomBytes(5)].map((byte) => suffixLetters[byte % suffixLetters.length]).join('');
}

/** What the server gives an object that is new. */
export function newMetadata(type: ResourceType, given: ObjectMeta, clock: Clock): ObjectMeta {
  const {resourceVersion: _, deletionTimestamp: __, deletionGracePeriodSeconds: ___, ...metadata} = given;
  const name = given.name ?? (given.generateName === undefined ? '' : given.generateName + randomSuffix());
  return {
    ...metadata,
    name,
    uid: randomUUID(),
    resourceVersion: '',
    creationTimestamp: clock.timestamp(),
    ...(type.hasGeneration ? {generation: 1} : {}),
  };
}

/** What is given, with what only the server writes; of a status all but that stays. */
export function withServerFields<T extends KubeObject>(
  type: ResourceType<T>,
  {old, given, isStatus}: {old: T; given: T; isStatus: boolean},
): T {
  if (isStatus) {
    // Labels and annotations come along with a status, unless the type keeps its labels.
    const {annotations: _, labels: oldLabels, ...metadata} = old.metadata;
    const {annotations} = given.metadata;
    const labels = type.keepsLabels ? oldLabels : given.metadata.labels;
    return {
      ...old,
      metadata: {
        ...metadata,
        ...(labels === undefined ? {} : {labels}),
        ...(annotations === undefined ? {} : {annotations}),
      },
      ...('status' in given ? {status: given.status} : {}),
    };
  }
  const {metadata} = old;
  const next: T = {
    ...given,
    metadata: {
      ...given.metadata,
      name: metadata.name,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
      ...(metadata.namespace === undefined ? {} : {namespace: metadata.namespace}),
      ...(metadata.generation === undefined ? {} : {generation: metadata.generation}),
      ...(metadata.deletionTimestamp === undefined
        ? {}
        : {
            deletionTimestamp: metadata.deletionTimestamp,
            deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds ?? 0,
          }),
      ...(metadata.managedFields === undefined ? {} : {managedFields: metadata.managedFields}),
    },
  };
  return type.hasStatus && 'status' in old ? {...next, status: old.status} : next;
}
