import {allowedKinds} from './allowed-kinds.ts';
import {checkFields} from './check-fields.ts';
import {formatFieldPath} from '../yaml/field-path.ts';
import {isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {applyMergePatch, mergePatchBetween} from '#src/kubernetes/patches/merge-patch.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {isCalled} from '../namespace/further-namespaces.ts';
import {admit} from './policy.ts';
import {fieldRefusal, withoutLines, type Positions} from '../yaml/positions.ts';
import {rewriteOf} from './rewrites.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {toLearnerObject} from './write-back.ts';
import {words} from '#src/words/words.ts';

/** An object that a learner changes. */
export interface EditedObject {
  readonly object: JsonObject;
  readonly positions: Positions;
}

export interface AdmittedChange {
  /** The JSON merge patch to send; undefined when nothing changes. */
  readonly patch: JsonObject | undefined;
  readonly notes: readonly string[];
}

/**
 * An object of the cluster as its learner may change it: as they wrote it, without what the cluster writes itself. It can
 * be applied as it is.
 * @throws UserError `refused` when it holds what learners may not write
 */
export function toEditable(live: JsonObject, spec: SandboxSpec): JsonObject {
  return toLearnerObject(withoutClusterFields(live, spec), spec);
}

/**
 * Decides what becomes of a change to an object that is there. `edited` is what `toEditable` gave, changed, and is admitted
 * as if it were applied anew: so nothing can be had by a change that could not be had by applying.
 * @throws UserError `refused` with the field
 */
export function admitChange(live: JsonObject, edited: EditedObject, spec: SandboxSpec): AdmittedChange {
  const before = withoutClusterFields(live, spec);
  requireSameObject(before, edited, spec);
  const {object, notes} = admit(edited.object, spec, edited.positions);
  return {patch: mergePatchBetween(before, object), notes};
}

/** Decides likewise about a patch that `admitChange` gave before, for the object as it is now. */
export function repeatChange(live: JsonObject, patch: JsonObject, spec: SandboxSpec): AdmittedChange {
  const object = applyMergePatch(withoutClusterFields(live, spec), patch);
  return admitChange(live, {object, positions: withoutLines(words().policy.source.change)}, spec);
}

/**
 * Whether an object is as `admit` would have made it. Server-side apply merges what is applied with what was written by
 * other means: each of them admitted, the two together might still be more than either.
 * @throws UserError `refused` with the field
 */
export function requireConfined(object: JsonObject, spec: SandboxSpec): void {
  const positions = withoutLines(words().policy.source.earlier);
  const {patch} = admitChange(object, {object: toEditable(object, spec), positions}, spec);
  if (patch === undefined) return;
  throw fieldRefusal({
    positions,
    path: firstPath(patch),
    ...words().policy.outOfSandbox,
  });
}

/** The object with the fields that learners write, as they are stored. */
function withoutClusterFields(live: JsonObject, spec: SandboxSpec): JsonObject {
  const positions = withoutLines(words().policy.source.inCluster);
  const kind = allowedKinds.find((candidate) => candidate.kind === live['kind']);
  if (kind === undefined) {
    const problem = words().policy.notChangeable;
    throw fieldRefusal({positions, path: ['kind'], problem});
  }
  const {object} = checkFields(live, kind.rules, {spec, positions});
  return rewriteOf(kind.kind)?.beforeChange?.(object, {spec, positions, note: () => undefined}) ?? object;
}

function requireSameObject(before: JsonObject, {object, positions}: EditedObject, spec: SandboxSpec): void {
  const metadataOf = (one: JsonObject) => (isJsonObject(one['metadata']) ? one['metadata'] : {});
  const was = metadataOf(before);
  const {name, namespace} = metadataOf(object);
  const path =
    before['kind'] !== object['kind']
      ? ['kind']
      : before['apiVersion'] !== object['apiVersion']
        ? ['apiVersion']
        : was['name'] !== name
          ? ['metadata', 'name']
          : namespace !== undefined && was['namespace'] !== namespace && !isNamed(spec, namespace)
            ? ['metadata', 'namespace']
            : undefined;
  if (path === undefined) return;
  throw fieldRefusal({positions, path, ...words().policy.sameObject({field: formatFieldPath(path)})});
}

/** Whether a namespace is that of the sandbox, as its learner calls it. */
function isNamed(spec: SandboxSpec, written: JsonValue): boolean {
  return (
    typeof written === 'string' && (isCalled(spec, written) || (spec.alias === undefined && written === homeAlias))
  );
}

function firstPath(patch: JsonObject): readonly string[] {
  const [first] = Object.entries(patch);
  if (first === undefined) return [];
  const [key, value] = first;
  return isJsonObject(value) ? [key, ...firstPath(value)] : [key];
}
