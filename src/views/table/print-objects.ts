import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {compareKeys} from './natural-order.ts';
import {yamlScalar} from './yaml-scalar.ts';

/** An object as the API server's JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export interface TypedObject {
  readonly type: ResourceTypeName;
  readonly object: JsonObject;
}

/** A longer key is no simple one in YAML, and is written after a `?`. */
const longestSimpleKey = 128;
const jsonIndent = 4;

/**
 * What `kubectl get -o yaml` prints: of the one object that was asked for by its name, or of a `List` of `objects`.
 * Managed fields are left out.
 */
export function printYaml(objects: readonly TypedObject[], {isList}: {isList: boolean}): string {
  return `${yamlMapping(shownObject(objects, isList), 0)}\n`;
}

/** What `kubectl get -o json` prints, likewise. */
export function printJson(objects: readonly TypedObject[], {isList}: {isList: boolean}): string {
  return `${jsonValue(shownObject(objects, isList), 0)}\n`;
}

function shownObject(objects: readonly TypedObject[], isList: boolean): JsonObject {
  const [first] = objects;
  if (!isList && first !== undefined && objects.length === 1) return completeObject(first);
  return {apiVersion: 'v1', items: objects.map(completeObject), kind: 'List', metadata: {resourceVersion: ''}};
}

/** With the kind that items of the server's lists lack, and without managed fields. */
function completeObject({type, object}: TypedObject): JsonObject {
  const {kind, group, version} = resourceType(type);
  const {metadata} = object;
  return {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    ...object,
    ...(isMapping(metadata)
      ? {metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'managedFields'))}
      : {}),
  };
}

function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonValue(value: unknown, indent: number): string {
  const inside = ' '.repeat(indent + jsonIndent);
  const lines = (entries: readonly string[]): string =>
    `\n${entries.map((entry) => inside + entry).join(',\n')}\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[${lines(value.map((item) => jsonValue(item, indent + jsonIndent)))}]`;
  }
  if (!isMapping(value)) return typeof value === 'string' ? jsonText(value) : JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return '{}';
  return `{${lines(entries.map(([key, entry]) => `${jsonText(key)}: ${jsonValue(entry, indent + jsonIndent)}`))}}`;
}

/** A JSON string as Go writes it, safe to put into a web page. */
function jsonText(text: string): string {
  return JSON.stringify(text).replaceAll(/[<>&\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

function yamlMapping(mapping: JsonObject, indent: number): string {
  return Object.entries(mapping)
    .sort(([one], [other]) => compareKeys(one, other))
    .map(([key, value]) => yamlEntry(key, value, indent))
    .join(`\n${' '.repeat(indent)}`);
}

function yamlEntry(key: string, value: unknown, indent: number): string {
  const written = yamlScalar(key, {column: indent, indent: indent + 2, isKey: true});
  const isSimple = Buffer.byteLength(key) <= longestSimpleKey;
  const head = isSimple ? `${written}:` : `? ${written}\n${' '.repeat(indent)}:`;
  if (isMapping(value) && Object.keys(value).length > 0) {
    const separator = isSimple ? `\n${' '.repeat(indent + 2)}` : ' ';
    return `${head}${separator}${yamlMapping(value, indent + 2)}`;
  }
  if (Array.isArray(value) && value.length > 0) return `${head}\n${' '.repeat(indent)}${yamlSequence(value, indent)}`;
  const column = indent + (isSimple ? Array.from(written).length + 2 : 2);
  return `${head} ${yamlValue(value, {column, indent: indent + 2})}`;
}

function yamlSequence(items: readonly unknown[], indent: number): string {
  return items
    .map((item) => {
      if (isMapping(item) && Object.keys(item).length > 0) return `- ${yamlMapping(item, indent + 2)}`;
      if (Array.isArray(item) && item.length > 0) return `- ${yamlSequence(item, indent + 2)}`;
      return `- ${yamlValue(item, {column: indent + 2, indent: indent + 2})}`;
    })
    .join(`\n${' '.repeat(indent)}`);
}

function yamlValue(value: unknown, place: {column: number; indent: number}): string {
  if (typeof value === 'string') return yamlScalar(value, {...place, isKey: false});
  if (Array.isArray(value)) return '[]';
  return isMapping(value) ? '{}' : String(value);
}
