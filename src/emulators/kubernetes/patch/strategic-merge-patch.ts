import {isEqual, isObject, type Json, type JsonObject} from '../json.ts';
import type {ListSchema, ObjectSchema, Schema} from '../schema/schema.ts';

const directive = '$patch';
const orderPrefix = '$setElementOrder/';
const deleteItemsPrefix = '$deleteFromPrimitiveList/';
const retainKeys = '$retainKeys';

/**
 * Kubernetes' own merge patch: lists merge by the key of their items, and directives delete, replace and order.
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function applyStrategicMergePatch(schema: ObjectSchema, target: JsonObject, patch: JsonObject): JsonObject {
  return mergeObject((name) => schema.fields[name], target, patch);
}

type SchemaOf = (name: string) => Schema | undefined;

function schemasOf(schema: Schema | undefined): SchemaOf {
  if (schema?.kind === 'object') return (name) => schema.fields[name];
  return schema?.kind === 'map' ? () => schema.values : () => undefined;
}

function mergeObject(schemaOf: SchemaOf, target: JsonObject, patch: JsonObject): JsonObject {
  if (patch[directive] === 'replace') return withoutDirectives(patch);
  if (patch[directive] === 'delete') return {};
  const result = retained(target, patch[retainKeys]);
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(deleteItemsPrefix)) deleteItems(result, name.slice(deleteItemsPrefix.length), value);
    else if (name.startsWith('$')) continue;
    else if (value === null) delete result[name];
    else result[name] = mergeValue(schemaOf(name), result[name], value);
  }
  for (const [name, order] of Object.entries(patch)) {
    if (!name.startsWith(orderPrefix) || !Array.isArray(order)) continue;
    const field = name.slice(orderPrefix.length);
    const items = result[field];
    const schema = schemaOf(field);
    if (Array.isArray(items) && schema?.kind === 'list') result[field] = ordered(schema, items, order);
  }
  return result;
}

function mergeValue(schema: Schema | undefined, target: Json | undefined, patch: Json): Json {
  if (isObject(patch)) return mergeObject(schemasOf(schema), isObject(target) ? target : {}, patch);
  if (!Array.isArray(patch) || schema?.kind !== 'list' || schema.merge === 'atomic') return patch;
  return mergeList(schema, Array.isArray(target) ? target : [], patch);
}

function mergeList(schema: ListSchema, target: readonly Json[], patch: readonly Json[]): Json[] {
  if (patch.some((item) => isObject(item) && item[directive] === 'replace')) {
    return patch.filter((item) => !isObject(item) || item[directive] !== 'replace').map(cleaned);
  }
  const result = [...target];
  for (const item of patch) {
    const at = result.findIndex((known) => isSameItem(schema, known, item));
    const isDeletion = isObject(item) && item[directive] === 'delete';
    if (isDeletion && at >= 0) result.splice(at, 1);
    else if (isDeletion) continue;
    else if (at < 0) result.push(cleaned(item));
    else result[at] = mergeValue(schema.items, result[at], item);
  }
  return result;
}

/** Unlike server-side apply, this patch tells items apart by the first key alone. */
function isSameItem(schema: ListSchema, one: Json, other: Json): boolean {
  const [key] = schema.keys;
  if (key === undefined) return isEqual(one, other);
  return isObject(one) && isObject(other) && one[key] === other[key];
}

function ordered(schema: ListSchema, items: readonly Json[], order: readonly Json[]): Json[] {
  const first = order.flatMap((wanted) => items.filter((item) => isSameItem(schema, item, wanted)));
  return [...first, ...items.filter((item) => !first.includes(item))];
}

function deleteItems(target: JsonObject, name: string, values: Json): void {
  const items = target[name];
  if (Array.isArray(items) && Array.isArray(values)) {
    target[name] = items.filter((item) => !values.some((value) => isEqual(value, item)));
  }
}

function retained(target: JsonObject, keys: Json | undefined): JsonObject {
  if (!Array.isArray(keys)) return {...target};
  return Object.fromEntries(Object.entries(target).filter(([name]) => keys.includes(name)));
}

function cleaned(value: Json): Json {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutDirectives(value) : value;
}

function withoutDirectives(value: JsonObject): JsonObject {
  const entries = Object.entries(value).filter(([name, field]) => !name.startsWith('$') && field !== null);
  return Object.fromEntries(entries.map(([name, field]) => [name, cleaned(field)]));
}
