import {canonical, isObject, type Json, type JsonObject} from '../json.ts';
import type {ListSchema, ObjectSchema, Schema} from '../schema/schema.ts';

/**
 * An object taken apart for field management: every value that can have an owner of its own, by its path. A path's
 * elements are written as in `managedFields`: `f:NAME`, `k:{KEYS}` for an item of a keyed list, `v:VALUE` of a set.
 * The presence of a keyed list's item is an entry too.
 */
export type FieldMap = Map<string, Json>;

const separator = '\u0000';
const present = true;

/** What nobody owns: identity, and what the server writes. */
const unowned = new Set(
  [
    ['apiVersion'],
    ['kind'],
    ['metadata', 'name'],
    ['metadata', 'generateName'],
    ['metadata', 'namespace'],
    ['metadata', 'uid'],
    ['metadata', 'selfLink'],
    ['metadata', 'resourceVersion'],
    ['metadata', 'generation'],
    ['metadata', 'creationTimestamp'],
    ['metadata', 'deletionTimestamp'],
    ['metadata', 'deletionGracePeriodSeconds'],
    ['metadata', 'managedFields'],
  ].map((names) => joinPath(names.map((name) => `f:${name}`))),
);

export function joinPath(elements: readonly string[]): string {
  return elements.join(separator);
}

export function splitPath(path: string): string[] {
  return path.split(separator);
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(ancestor + separator);
}

export function fieldMapOf(schema: ObjectSchema, object: JsonObject): FieldMap {
  const fields: FieldMap = new Map();
  collect(schema, object, [], fields);
  for (const path of unowned) fields.delete(path);
  return fields;
}

function collect(schema: Schema, value: Json, path: string[], into: FieldMap): void {
  const children = childrenOf(schema, value);
  if (children === undefined || (children.length === 0 && path.length > 0)) {
    into.set(joinPath(path), value);
    return;
  }
  for (const {element, schema: childSchema, value: child} of children) {
    const childPath = [...path, element];
    if (element.startsWith('k:')) into.set(joinPath(childPath), present);
    collect(childSchema, child, childPath, into);
  }
}

interface Child {
  element: string;
  schema: Schema;
  value: Json;
}

/** The parts that merge on their own, or undefined for what is one value. */
function childrenOf(schema: Schema, value: Json): Child[] | undefined {
  if (schema.kind === 'object' && !schema.isAtomic && isObject(value)) {
    return Object.entries(value).flatMap(([name, child]) => {
      const field = schema.fields[name];
      // A time that is not known has no owner.
      return field === undefined || child === null ? [] : [{element: `f:${name}`, schema: field, value: child}];
    });
  }
  if (schema.kind === 'map' && !schema.isAtomic && isObject(value)) {
    return Object.entries(value).map(([key, child]) => ({element: `f:${key}`, schema: schema.values, value: child}));
  }
  if (schema.kind === 'list' && schema.merge !== 'atomic' && Array.isArray(value)) {
    return value.map((item) => ({element: itemElement(schema, item), schema: schema.items, value: item}));
  }
  return undefined;
}

/** How a keyed list or set names one of its items. */
export function itemElement(schema: ListSchema, item: Json): string {
  if (schema.merge === 'set') return `v:${JSON.stringify(item)}`;
  const keys: JsonObject = {};
  for (const key of schema.keys) {
    const value = isObject(item) ? (item[key] ?? schema.keyDefaults[key]) : undefined;
    if (value !== undefined) keys[key] = value;
  }
  return `k:${canonical(keys)}`;
}

/** The nested form of `managedFields[].fieldsV1`. */
export function toFieldsV1(paths: Iterable<string>): JsonObject {
  const all = new Set(paths);
  const root: JsonObject = {};
  for (const path of [...all].sort()) {
    let node = root;
    for (const element of splitPath(path)) {
      const next = node[element];
      const child: JsonObject = isObject(next) ? next : {};
      node[element] = child;
      node = child;
    }
  }
  for (const path of all) markPresence(root, splitPath(path));
  return root;
}

/** An item that has fields of its own says with "." that its presence is owned as well. */
function markPresence(root: JsonObject, elements: readonly string[]): void {
  let node = root;
  for (const element of elements) {
    const next = node[element];
    if (!isObject(next)) return;
    node = next;
  }
  if (Object.keys(node).some((key) => key !== '.')) node['.'] = {};
}

export function fromFieldsV1(fields: unknown): Set<string> {
  const paths = new Set<string>();
  const walk = (node: unknown, path: string[]): void => {
    if (!isObject(node)) return;
    const names = Object.keys(node);
    if (path.length > 0 && (names.length === 0 || names.includes('.'))) paths.add(joinPath(path));
    for (const name of names) if (name !== '.') walk(node[name], [...path, name]);
  };
  walk(fields, []);
  return paths;
}

/** A path as a person reads it: `.spec.template.spec.containers[name="nginx"].image`. */
export function readablePath(path: string): string {
  return splitPath(path)
    .map((element) => {
      if (element.startsWith('f:')) return `.${element.slice(2)}`;
      if (element.startsWith('v:')) return `[=${element.slice(2)}]`;
      const keys: unknown = JSON.parse(element.slice(2));
      const parts = isObject(keys) ? Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`) : [];
      return `[${parts.join(',')}]`;
    })
    .join('');
}
