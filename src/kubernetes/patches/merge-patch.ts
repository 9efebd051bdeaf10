import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '../json.ts';

/**
 * What a JSON merge patch makes of a value: mappings are merged, null removes, all else replaces.
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function applyMergePatch(target: JsonValue | undefined, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(isJsonObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isJsonObject(value) ? applyMergePatch(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

/** The merge patch that makes `after` of `before`; undefined when they are the same. Neither holds a null. */
export function mergePatchBetween(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const patch = new Map<string, JsonValue>();
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch.set(key, null);
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (isJsonObject(old) && isJsonObject(value)) {
      const below = mergePatchBetween(old, value);
      if (below !== undefined) patch.set(key, below);
    } else if (!isSame(old, value)) {
      patch.set(key, value);
    }
  }
  return patch.size === 0 ? undefined : Object.fromEntries(patch);
}

/** Whether two values are the same, whatever the order of their keys. */
export function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isJsonList(one)) {
    return isJsonList(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (isJsonObject(one)) {
    return isJsonObject(other) && mergePatchBetween(one, other) === undefined;
  }
  return one === other;
}
