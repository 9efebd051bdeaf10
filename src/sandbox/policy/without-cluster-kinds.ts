import {isOfClusterKind} from '#src/kinds/cluster-kinds.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import type {Manifest} from '../yaml/read-manifests.ts';
import {words} from '#src/words/words.ts';

interface Parted<Written> {
  readonly own: readonly Written[];
  /** What is said of the others; undefined if there are none. */
  readonly note: string | undefined;
}

/**
 * Of the objects of a line, those that a learner can have. What manifests bring along for the whole cluster is left out,
 * and told: the rest is as much theirs as without. Alone it stays, and is refused with the way that there is instead.
 */
export function withoutClusterKinds<Written extends Pick<Manifest, 'object'>>(
  manifests: readonly Written[],
): Parted<Written> {
  const own = manifests.filter(({object}) => !isOfClusterKind(object));
  if (own.length === 0 || own.length === manifests.length) return {own: manifests, note: undefined};
  const others = manifests.filter(({object}) => isOfClusterKind(object)).map(({object}) => nameOf(object));
  return {own, note: words().policy.note.ofCluster({objects: [...new Set(others)].join(', ')})};
}

function nameOf({kind, metadata}: JsonObject): string {
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? `${printable(kind)} ${name.slice(0, 80)}` : printable(kind);
}
