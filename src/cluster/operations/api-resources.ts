import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {alignColumns} from '#src/views/table/align-columns.ts';
import {groupVersionOf, preferredTypes, readDiscovery, type DiscoveredType} from '../api/read-discovery.ts';
import type {OperationContext} from './operation-context.ts';

/** What `kubectl api-resources` prints: the types that the API server says it has. */
export async function apiResources(
  operation: OperationOf<'api-resources'>,
  {sandbox, identities, signal}: OperationContext,
): Promise<Outcome> {
  const groups = await readDiscovery(identities.learner(sandbox.namespace), signal);
  const types = preferredTypes(groups)
    .filter((type) => isAsked(type, operation))
    .sort(inOrder(operation.sortBy));
  const text = textOf(types, operation);
  const problem = problemOf(groups);
  return problem === undefined
    ? {kind: 'done', text, notes: []}
    : {kind: 'failed', code: 'unavailable', message: problem, text, notes: []};
}

function isAsked(type: DiscoveredType, asked: OperationOf<'api-resources'>): boolean {
  if (type.verbs.length === 0) return false;
  if (asked.group !== undefined && asked.group !== type.group) return false;
  if (asked.isNamespaced !== undefined && asked.isNamespaced !== type.isNamespaced) return false;
  return (
    asked.verbs.every((verb) => type.verbs.includes(verb)) &&
    asked.categories.every((category) => type.categories.includes(category))
  );
}

/** As Go compares text, by its bytes; the name decides where all else is alike. */
const inOrder =
  (sortBy: OperationOf<'api-resources'>['sortBy']) =>
  (one: DiscoveredType, other: DiscoveredType): number => {
    const key = sortBy === 'name' ? 'plural' : (sortBy ?? 'group');
    return compare(one[key], other[key]) || compare(one.plural, other.plural);
  };

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function textOf(types: readonly DiscoveredType[], {output, hasHeaders}: OperationOf<'api-resources'>): string {
  if (output === 'name') {
    return types.map(({group, plural}) => (group === '' ? plural : `${plural}.${group}`)).join('\n');
  }
  const isWide = output === 'wide';
  const rows = types.map(({plural, shortNames, group, version, isNamespaced, kind, verbs, categories}) => [
    plural,
    shortNames.join(','),
    groupVersionOf(group, version),
    String(isNamespaced),
    kind,
    ...(isWide ? [verbs.join(','), categories.join(',')] : []),
  ]);
  const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  const all = hasHeaders ? [[...headers, ...(isWide ? ['VERBS', 'CATEGORIES'] : [])], ...rows] : rows;
  return alignColumns(all).replace(/\n$/u, '');
}

/** What kubectl says where some API could not tell what it has. */
function problemOf(groups: Awaited<ReturnType<typeof readDiscovery>>): string | undefined {
  const problems = groups.flatMap(({name, versions}) =>
    versions.flatMap(({version, problem}) =>
      problem === undefined ? [] : [`${groupVersionOf(name, version)}: ${problem}`],
    ),
  );
  return problems.length === 0
    ? undefined
    : `error: unable to retrieve the complete list of server APIs: ${problems.sort().join(', ')}`;
}
