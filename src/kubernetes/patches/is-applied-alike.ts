import {isJsonObject, type JsonObject, type JsonValue} from '../json.ts';
import {isSame} from './merge-patch.ts';

/** An object as it was before a server-side apply and as it came back. JSON as the API server sends it. */
interface AppliedObject {
  readonly applied: JsonObject;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly fieldManager: string;
}

/**
 * Whether an apply changed nothing of what it may change: the fields that it names, and those that it named before.
 * Versions do not tell: a controller may have written its status between the reading and the apply.
 */
export function isAppliedAlike({applied, before, after, fieldManager}: AppliedObject): boolean {
  return (
    isSame(partOf(applied, before), partOf(applied, after)) &&
    isSame(fieldsOf(fieldManager, before), fieldsOf(fieldManager, after))
  );
}

/** What an object has of the fields that another names; a list is taken whole, since its order is the server's. */
function partOf(named: JsonValue, value: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(named) || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(named).flatMap(([key, inner]) => {
      const part = partOf(inner, value[key]);
      return part === undefined ? [] : [[key, part]];
    }),
  );
}

/** The fields that a manager applied; undefined when it applied none. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
function fieldsOf(fieldManager: string, {metadata}: JsonObject): JsonValue | undefined {
  const managers = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  if (!Array.isArray(managers)) return undefined;
  const own = (managers as readonly JsonValue[])
    .filter(isJsonObject)
    .find(({manager, operation}) => manager === fieldManager && operation === 'Apply');
  return own?.['fieldsV1'];
}
