import {clusterTypeNamed} from '#src/kinds/cluster-kinds.ts';
import {otherTypes} from '#src/kinds/other-types.ts';
import {replicationControllerNames} from '#src/kinds/replica-set/from-replication-controller.ts';
import {qualifiedSingular, resourceType, type ResourceType, resourceTypes} from '#src/kinds/resource-types.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '../user-error.ts';
import {nearestTo} from '../nearest-to.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

const typesByName: ReadonlyMap<string, ResourceType> = new Map(
  resourceTypes.flatMap((type) =>
    [type.plural, type.singular, ...type.shortNames].flatMap((name) =>
      (type.group === '' ? [name] : [name, `${name}.${type.group}`, `${name}.${type.version}.${type.group}`]).map(
        (spelling) => [spelling, type] as const,
      ),
    ),
  ),
);

/** Names of kinds that others have taken the place of, and that manifests are taken as. */
const olderNames: ReadonlyMap<string, ResourceType> = new Map(
  replicationControllerNames.map((name) => [name, resourceType('replicasets')]),
);

const categories: ReadonlySet<string> = new Set(resourceTypes.flatMap((type) => type.categories));

const otherNames: ReadonlySet<string> = new Set(
  otherTypes.flatMap(({plural, kind, shortNames}) => [plural, kind.toLowerCase()].concat(shortNames)),
);

/**
 * The types that a name stands for, in any of kubectl's spellings (`pods`, `po`, `DaemonSet`, `ds.apps`); several for a
 * category (`all`).
 * @throws UserError `unsupported` for one that a learner cannot name, with the one that was perhaps meant
 */
export function findResourceTypes(name: string): readonly ResourceType[] {
  const wanted = name.toLowerCase();
  const found = knownResourceTypes(wanted);
  if (found.length > 0) return found;
  const plural = wanted.split('.', 1)[0] ?? '';
  const ofCluster = clusterTypeNamed(wanted);
  if (ofCluster !== undefined) {
    const {none, ofCluster: which, rightsOfCluster} = words().lines.types;
    const next = ofCluster.startsWith('clusterrole') ? rightsOfCluster : which;
    throw new UserError('unsupported', none({type: shown(name)}), {next});
  }
  const isSlip = wanted.length > 2 && !otherNames.has(plural);
  const longNames = [...typesByName.keys(), ...categories].filter((candidate) => candidate.length > 2);
  const nearest = withSlash(wanted) ?? (isSlip ? nearestTo(wanted, longNames) : undefined);
  const {all, didYouMean, nameBehind} = words().lines.types;
  const types = all({types: resourceTypes.map((known) => known.plural).join(', ')});
  const unknown = isObjectName(name) ? `${types} ${nameBehind({name})}` : types;
  throw new UserError('unsupported', words().lines.types.none({type: shown(name)}), {
    next: nearest === undefined ? unknown : didYouMean({nearest}),
  });
}

/** `pod/web` for `pod:web`, `pod.web`, `pod-web` and `pod\web`. */
function withSlash(text: string): string | undefined {
  const {type = '', name} = /^(?<type>[a-z]+)[-:.\\](?<name>.+)$/u.exec(text)?.groups ?? {};
  const isOne = knownResourceTypes(type).length === 1 && name !== undefined && isObjectName(name);
  return isOne ? `${type}/${name}` : undefined;
}

/** The types that a name stands for; none for one that a learner cannot name. */
export function knownResourceTypes(name: string): readonly ResourceType[] {
  const wanted = name.toLowerCase();
  if (categories.has(wanted)) return resourceTypes.filter((type) => type.categories.includes(wanted));
  const type = typesByName.get(wanted) ?? olderNames.get(wanted);
  return type === undefined ? [] : [type];
}

/** The one type that a name stands for. @throws UserError `unsupported` as `findResourceTypes`, and for a category */
export function findResourceType(name: string): ResourceType {
  const [type, ...more] = findResourceTypes(name);
  if (type === undefined || more.length > 0) {
    const such = resourceTypes.slice(0, 3).map(qualifiedSingular).join(', ');
    throw new UserError('unsupported', words().lines.types.several({name: shown(name), such}));
  }
  return type;
}
