import {isObject, type Json, type JsonObject} from '../json.ts';

/**
 * RFC 7386: fields replace, null removes.
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function applyMergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result = {...target};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergeValue(result[name], value);
  }
  return result;
}

function mergeValue(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  return applyMergePatch(isObject(target) ? target : {}, patch);
}
