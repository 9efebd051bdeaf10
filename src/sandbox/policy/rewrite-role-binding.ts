import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {isCalled, sandboxNamed} from '../namespace/further-namespaces.ts';
import {homeOf, namespaceSchema, type SandboxSpec} from '../sandbox.ts';
import type {FieldPath} from '../yaml/field-path.ts';
import {fieldRefusal} from '../yaml/positions.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {updateAt} from './update-at.ts';
import {words} from '#src/words/words.ts';

/**
 * The accounts that a RoleBinding names, each in the namespace of this sandbox that its learner means: `default`, one that they
 * made, or the one that the whole object was written for.
 * @throws UserError `refused` for any other
 */
export function rewriteRoleBinding(
  object: JsonObject,
  writtenNamespace: JsonValue | undefined,
  context: RewriteContext,
): JsonObject {
  return updateAt(object, {
    at: ['subjects', '*', 'namespace'],
    to: (namespace, path) =>
      typeof namespace !== 'string' || namespace === writtenNamespace
        ? context.spec.namespace
        : ownNamespace(namespace, path, context),
  });
}

/** What an object says of its namespace, whatever becomes of that. */
export function writtenNamespaceOf({metadata}: JsonObject): JsonValue | undefined {
  return isJsonObject(metadata) ? metadata['namespace'] : undefined;
}

function ownNamespace(written: string, path: FieldPath, {spec, positions}: RewriteContext): string {
  try {
    return namespaceOf(written, spec);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const {why: reason, next} = words().policy.bindsAccount;
    const problem = words().policy.valueNotAllowedSince({value: JSON.stringify(written.slice(0, 60)), reason});
    throw fieldRefusal({positions, path, problem, next});
  }
}

/**
 * The namespace of a sandbox that its learner calls so, or that is called so in the cluster.
 * @throws UserError for one that is not theirs
 */
export function namespaceOf(written: string, spec: SandboxSpec): string {
  if (written === '' || isCalled(spec, written)) return spec.namespace;
  const real = namespaceSchema.safeParse(written).data;
  if (real !== undefined && homeOf(real) === homeOf(spec.namespace)) return real;
  return sandboxNamed(spec, written).namespace;
}
