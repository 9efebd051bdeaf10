import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';

interface Listing {
  readonly of: 'labels' | 'annotations';
  readonly type: ResourceTypeName;
  /** Whether it was asked for by its name, and nothing else was. */
  readonly isAlone: boolean;
}

/**
 * What `kubectl label --list` and `annotate --list` print of one object, a line an entry. kubectl has them in any order, here
 * they go by their keys.
 */
export function printPairs(object: JsonObject, {of, type, isAlone}: Listing): string[] {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  const pairs = isJsonObject(metadata[of]) ? metadata[of] : {};
  const {kind, group} = resourceType(type);
  const title = `Listing ${of} for ${kind}.${group}/${printable(metadata['name'])}:`;
  const lines = Object.entries(pairs)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${isAlone ? '' : ' '}${key}=${printable(value)}`);
  return isAlone ? lines : [title, ...lines];
}
