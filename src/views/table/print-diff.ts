import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import {printYaml} from './print-objects.ts';
import {unifiedDiff} from './unified-diff.ts';

/** An object as it is, and as it would be. */
export interface ComparedObject {
  readonly type: ResourceTypeName;
  /** Undefined of one that is not there yet. */
  readonly live: JsonObject | undefined;
  readonly merged: JsonObject;
}

/** In place of what only its learner may read, as kubectl says it: alike in both, or not. */
const masks = {same: '***', before: '*** (before)', after: '*** (after)'} as const;

/**
 * What `kubectl diff` prints, in the order of the names of its files; empty where nothing differs. The folders have no
 * random names here, and the files no times.
 */
export function printDiff(objects: readonly ComparedObject[]): string {
  return objects
    .map((object) => ({...object, name: fileName(object)}))
    .sort(({name: one}, {name: other}) => (one < other ? -1 : 1))
    .map((compared) => {
      const {type, name} = compared;
      const {live, merged} = resourceType(type).withoutValues === undefined ? compared : masked(compared);
      const text = (object: JsonObject | undefined): string =>
        object === undefined ? '' : printYaml([{type, object}], {isList: false});
      const hunks = unifiedDiff(text(live), text(merged));
      return hunks === ''
        ? ''
        : `diff -u -N LIVE/${name} MERGED/${name}\n--- LIVE/${name}\n+++ MERGED/${name}\n${hunks}`;
    })
    .join('');
}

/** `apps.v1.Deployment.NAMESPACE.web`. */
function fileName({type, merged}: ComparedObject): string {
  const {group, version, kind} = resourceType(type);
  const {namespace = '', name} = kubernetesObjectSchema.parse(merged).metadata;
  return [...(group === '' ? [] : [group]), version, kind, namespace, name].join('.');
}

function masked({live, merged}: ComparedObject): {live: JsonObject | undefined; merged: JsonObject} {
  const [before, after] = [valuesOf(live), valuesOf(merged)];
  const mask = (own: JsonObject, other: JsonObject, changed: string): JsonObject =>
    Object.fromEntries(
      Object.entries(own).map(([key, value]) => [
        key,
        Object.hasOwn(other, key) && other[key] !== value ? changed : masks.same,
      ]),
    );
  return {
    live: live === undefined ? undefined : withValues(live, mask(before, after, masks.before)),
    merged: withValues(merged, mask(after, before, masks.after)),
  };
}

const valuesOf = (object: JsonObject | undefined): JsonObject => {
  const data = object?.['data'];
  return isJsonObject(data) ? data : {};
};

/** Where kubectl's own `apply` keeps all that was applied, values too. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function withValues(object: JsonObject, data: JsonObject): JsonObject {
  const {metadata} = object;
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  return {
    ...object,
    ...(isJsonObject(metadata) && isJsonObject(annotations)
      ? {metadata: {...metadata, annotations: omitKeys(annotations, [lastApplied])}}
      : {}),
    ...('data' in object ? {data} : {}),
  };
}
