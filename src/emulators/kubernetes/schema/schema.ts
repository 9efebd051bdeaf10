/**
 * The shape of an API object, as data. One description serves decoding (unknown and mistyped fields), both merge
 * patches, server-side apply and the OpenAPI documents, so that they cannot disagree.
 */
export type Schema = ScalarSchema | AnySchema | MapSchema | ListSchema | ObjectSchema;

export interface ScalarSchema {
  /** A `time` that is not known is written as null, where others, and an `optional-time`, are left out. */
  kind: 'string' | 'integer' | 'boolean' | 'quantity' | 'int-or-string' | 'time' | 'optional-time' | 'bytes' | 'long';
}

/** Kept as it came; for merging it is one value. */
export interface AnySchema {
  kind: 'any';
}

export interface MapSchema {
  kind: 'map';
  values: Schema;
  isAtomic: boolean;
}

export interface ListSchema {
  kind: 'list';
  items: Schema;
  /** How server-side apply merges it: as one value, as a set of scalars, or by the keys of its items. */
  merge: 'atomic' | 'set' | 'map';
  /** For `map`: the keys that together identify an item. */
  keys: readonly string[];
  /** Values that stand in for a key left out, as `protocol` of a port. */
  keyDefaults: Readonly<Record<string, string>>;
}

export interface ObjectSchema {
  kind: 'object';
  /** The type's name in Kubernetes' own sources, which error texts show. */
  name: string;
  fields: Readonly<Record<string, Schema>>;
  /** Fields that are written even when they are empty: nobody has to ask whether they are there. */
  always: readonly string[];
  isAtomic: boolean;
}

export const string: ScalarSchema = {kind: 'string'};
export const integer: ScalarSchema = {kind: 'integer'};
export const boolean: ScalarSchema = {kind: 'boolean'};
/** In base64. */
export const bytes: ScalarSchema = {kind: 'bytes'};
/** An integer that Go keeps in 64 bits. */
export const long: ScalarSchema = {kind: 'long'};
export const quantity: ScalarSchema = {kind: 'quantity'};
export const intOrString: ScalarSchema = {kind: 'int-or-string'};
export const time: ScalarSchema = {kind: 'time'};
export const optionalTime: ScalarSchema = {kind: 'optional-time'};
export const any: AnySchema = {kind: 'any'};

export function map(values: Schema): MapSchema {
  return {kind: 'map', values, isAtomic: false};
}

export function atomicMap(values: Schema): MapSchema {
  return {kind: 'map', values, isAtomic: true};
}

export function list(items: Schema): ListSchema {
  return {kind: 'list', items, merge: 'atomic', keys: [], keyDefaults: {}};
}

export function set(items: Schema): ListSchema {
  return {kind: 'list', items, merge: 'set', keys: [], keyDefaults: {}};
}

export function listMap(keys: readonly string[], items: Schema, keyDefaults: Record<string, string> = {}): ListSchema {
  return {kind: 'list', items, merge: 'map', keys, keyDefaults};
}

/** @param always fields that are written even when they are empty */
export function object(name: string, fields: Record<string, Schema>, always: readonly string[] = []): ObjectSchema {
  return {kind: 'object', name, fields: withoutPrototype(fields), always, isAtomic: false};
}

export function atomicObject(
  name: string,
  fields: Record<string, Schema>,
  always: readonly string[] = [],
): ObjectSchema {
  return {...object(name, fields, always), isAtomic: true};
}

/** Fields are looked up by what others write, and `constructor` is none. */
function withoutPrototype<Value>(fields: Record<string, Value>): Record<string, Value> {
  return Object.assign(Object.create(null), fields);
}

export const labelSelector = atomicObject('LabelSelector', {
  matchLabels: map(string),
  matchExpressions: list(
    object('LabelSelectorRequirement', {key: string, operator: string, values: list(string)}, ['key', 'operator']),
  ),
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const objectMeta = object('ObjectMeta', {
  name: string,
  generateName: string,
  namespace: string,
  selfLink: string,
  uid: string,
  resourceVersion: string,
  generation: integer,
  creationTimestamp: optionalTime,
  deletionTimestamp: optionalTime,
  deletionGracePeriodSeconds: integer,
  labels: map(string),
  annotations: map(string),
  ownerReferences: listMap(
    ['uid'],
    atomicObject(
      'OwnerReference',
      {
        apiVersion: string,
        kind: string,
        name: string,
        uid: string,
        controller: boolean,
        blockOwnerDeletion: boolean,
      },
      ['apiVersion', 'kind', 'name', 'uid'],
    ),
  ),
  finalizers: set(string),
  managedFields: list(any),
});

/** A whole API object: the type's own fields next to `apiVersion`, `kind` and `metadata`. */
export function kind(name: string, fields: Record<string, Schema>): ObjectSchema {
  return object(name, {apiVersion: string, kind: string, metadata: objectMeta, ...fields});
}

/** Times that some conditions have beside that of their last transition. */
type ConditionTime = 'lastProbeTime' | 'lastHeartbeatTime' | 'lastUpdateTime';

/** One entry of `status.conditions`, which every controller merges by type. */
export function conditions(
  name: string,
  {times = [], isOfGeneration = false}: {times?: readonly ConditionTime[]; isOfGeneration?: boolean} = {},
): ListSchema {
  return listMap(
    ['type'],
    object(
      name,
      {
        type: string,
        status: string,
        ...(isOfGeneration ? {observedGeneration: integer} : {}),
        ...Object.fromEntries(times.map((field) => [field, time])),
        lastTransitionTime: time,
        reason: string,
        message: string,
      },
      ['type', 'status'],
    ),
  );
}

export const objectReference = atomicObject('ObjectReference', {
  kind: string,
  namespace: string,
  name: string,
  uid: string,
  apiVersion: string,
  resourceVersion: string,
  fieldPath: string,
});

export const localObjectReference = atomicObject('LocalObjectReference', {name: string});
