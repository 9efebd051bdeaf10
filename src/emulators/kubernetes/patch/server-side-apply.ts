import {StatusError} from '../status-error.ts';
import {isEqual, isObject, type Json, type JsonObject} from '../json.ts';
import type {ListSchema, ObjectSchema, Schema} from '../schema/schema.ts';
import {fieldMapOf, isWithin, itemElement, joinPath, readablePath, splitPath} from './field-map.ts';
import type {Manager, Ownership} from './managed-fields.ts';

export interface ApplyRequest {
  schema: ObjectSchema;
  /** The stored object, or an empty one when it is to be created. */
  live: JsonObject;
  applied: JsonObject;
  manager: Manager;
  /** The owners so far; changed to what they are afterwards. */
  ownership: Ownership;
  isForced: boolean;
  time: string;
}

/**
 * Merges an applied configuration into an object: what is named is set, what this manager named before and names no
 * more is removed unless somebody else owns it too, everything else stays.
 *
 * @throws StatusError 409 when it would change another manager's field and is not forced
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export function serverSideApply(request: ApplyRequest): JsonObject {
  const {schema, live, applied, manager, ownership, isForced, time} = request;
  const appliedFields = fieldMapOf(schema, applied);
  const liveFields = fieldMapOf(schema, live);
  const contested = [...appliedFields]
    .filter(([path, value]) => !isEqual(liveFields.get(path), value))
    .flatMap(([path]) => ownership.othersOwning(path, manager).map((owner) => ({owner, path})));
  if (contested.length > 0 && !isForced) throw conflictsError(contested);

  const dropped = [...ownership.pathsOf(manager)].filter((path) => !appliedFields.has(path));
  ownership.takeFromOthers(
    manager,
    contested.map(({path}) => path),
  );
  ownership.replace(manager, new Set(appliedFields.keys()), time);
  const owned = ownership.allPaths();
  const merged = merge(schema, live, applied);
  return dropped
    .filter((path) => !owned.has(path))
    .map((path) => highestUnowned(path, owned))
    .reduce((object, path) => removePath(schema, object, path), merged);
}

function conflictsError(contested: readonly {owner: Manager; path: string}[]): StatusError {
  const owners = new Map<string, string[]>();
  for (const {owner, path} of contested) {
    const subject = `"${owner.name}"${owner.subresource === undefined ? '' : ` with subresource "${owner.subresource}"`}${owner.operation === 'Apply' ? '' : ` using ${owner.apiVersion}`}`;
    owners.set(subject, [...(owners.get(subject) ?? []), readablePath(path)]);
  }
  const texts = [...owners].map(([subject, paths]) =>
    paths.length === 1
      ? `conflict with ${subject}: ${paths.join('')}`
      : `conflicts with ${subject}:\n${paths.map((path) => `- ${path}`).join('\n')}`,
  );
  const count = contested.length;
  const message = `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${texts.join('\n')}`;
  const causes = contested.map(({owner, path}) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${owner.name}"`,
    field: readablePath(path),
  }));
  return new StatusError(409, 'Conflict', message, {causes});
}

/** The topmost part above a path in which nobody owns anything: defaults filled in below it go with it. */
function highestUnowned(path: string, owned: ReadonlySet<string>): string {
  const elements = splitPath(path);
  for (let length = 1; length < elements.length; length++) {
    const ancestor = joinPath(elements.slice(0, length));
    if (![...owned].some((one) => isWithin(one, ancestor))) return ancestor;
  }
  return path;
}

function merge(schema: Schema, live: Json | undefined, applied: Json): Json & JsonObject;
function merge(schema: Schema, live: Json | undefined, applied: Json): Json {
  if (schema.kind === 'object' && !schema.isAtomic && isObject(live) && isObject(applied)) {
    return mergeFields(live, applied, (name) => schema.fields[name]);
  }
  if (schema.kind === 'map' && !schema.isAtomic && isObject(live) && isObject(applied)) {
    return mergeFields(live, applied, () => schema.values);
  }
  if (schema.kind === 'list' && schema.merge !== 'atomic' && Array.isArray(live) && Array.isArray(applied)) {
    return mergeItems(schema, live, applied);
  }
  return applied;
}

function mergeFields(
  live: JsonObject,
  applied: JsonObject,
  schemaOf: (name: string) => Schema | undefined,
): JsonObject {
  const result = {...live};
  for (const [name, value] of Object.entries(applied)) {
    const schema = schemaOf(name);
    if (schema !== undefined) result[name] = merge(schema, live[name], value);
  }
  return result;
}

/** Applied items come in their own order; items that only the live list has keep their place before their successors. */
function mergeItems(schema: ListSchema, live: readonly Json[], applied: readonly Json[]): Json[] {
  const rest = live.map((item) => ({element: itemElement(schema, item), item}));
  const wanted = new Set(applied.map((item) => itemElement(schema, item)));
  const result: Json[] = [];
  const takeUnwanted = (): void => {
    for (let next = rest[0]; next !== undefined && !wanted.has(next.element); next = rest[0]) {
      result.push(next.item);
      rest.shift();
    }
  };
  for (const item of applied) {
    takeUnwanted();
    const element = itemElement(schema, item);
    const at = rest.findIndex((one) => one.element === element);
    const [known] = at < 0 ? [] : rest.splice(at, 1);
    result.push(merge(schema.items, known?.item, item));
  }
  takeUnwanted();
  return [...result, ...rest.map(({item}) => item)];
}

function removePath(schema: ObjectSchema, object: JsonObject, path: string): JsonObject {
  const removed = remove(schema, object, splitPath(path));
  return isObject(removed) ? removed : {};
}

/** The value without what the path names, or undefined when nothing of it is left. */
function remove(schema: Schema, value: Json, [element, ...below]: readonly string[]): Json | undefined {
  if (element === undefined) return undefined;
  if (isObject(value) && element.startsWith('f:')) {
    const name = element.slice(2);
    const child = value[name];
    const childSchema =
      schema.kind === 'object' ? schema.fields[name] : schema.kind === 'map' ? schema.values : undefined;
    if (child === undefined || childSchema === undefined) return value;
    const {[name]: _, ...others} = value;
    const kept = remove(childSchema, child, below);
    return kept === undefined ? others : {...value, [name]: kept};
  }
  if (Array.isArray(value) && schema.kind === 'list') {
    return value.flatMap((item) => {
      if (itemElement(schema, item) !== element) return [item];
      const kept = remove(schema.items, item, below);
      return kept === undefined ? [] : [kept];
    });
  }
  return value;
}
