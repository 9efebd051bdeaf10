import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {goJsonIndented, sortedEntries} from '#src/kubernetes/go-text.ts';
import {asJson} from '#src/kubernetes/kubernetes-object.ts';
import type * as json from '#src/kubernetes/json.ts';
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

interface ListShape {
  readonly isList: boolean;
  /** Whether a list is one that was read, which has a version, if an empty one. */
  readonly isRead?: boolean;
}

/**
 * What `kubectl get -o yaml` prints: of the one object that was asked for by its name, or of a `List` of `objects`.
 * Managed fields are left out.
 */
export function printYaml(objects: readonly TypedObject[], shape: ListShape): string {
  return `${yamlMapping(shownObject(objects, shape), 0)}\n`;
}

/**
 * What `kubectl get -o json` prints, likewise.
 * @param keepsOrder whether keys stand as they are in the object: kubectl sorts only what it did not make itself
 */
export function printJson(
  objects: readonly TypedObject[],
  {keepsOrder = false, ...shape}: ListShape & {keepsOrder?: boolean},
): string {
  const shown = shownObject(objects, shape);
  if (!keepsOrder) return `${goJsonIndented(shown)}\n`;
  // kubectl's own types begin with their kind
  const {kind = '', ...rest} = shown;
  const entriesOf = (object: json.JsonObject, under: string): [string, json.JsonValue][] =>
    freeMappings.has(under) ? sortedEntries(object) : Object.entries(object);
  return `${goJsonIndented({kind, ...rest}, {entriesOf})}\n`;
}

/** Mappings whose keys their author chose: those are sorted in any case. */
const freeMappings: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'data',
  'binaryData',
]);

/** The one object, or the List of them, that all these outputs and templates are made of. */
export function shownObject(objects: readonly TypedObject[], {isList, isRead = true}: ListShape): json.JsonObject {
  const [first] = objects;
  if (!isList && first !== undefined && objects.length === 1) return completeObject(first);
  return {
    apiVersion: 'v1',
    items: objects.map(completeObject),
    kind: 'List',
    metadata: isRead ? {resourceVersion: ''} : {},
  };
}

/** With the kind that items of the server's lists lack, and without managed fields. */
export function completeObject({type, object}: TypedObject): json.JsonObject {
  const {kind, group, version} = resourceType(type);
  const {metadata} = object;
  return asJson({
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    ...object,
    ...(isMapping(metadata)
      ? {metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'managedFields'))}
      : {}),
  });
}

function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
