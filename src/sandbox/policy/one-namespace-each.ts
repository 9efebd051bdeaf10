import {isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {homeAlias, isCalled} from '../namespace/further-namespaces.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {fieldRefusal} from '../yaml/positions.ts';
import type {Manifest} from '../yaml/read-manifests.ts';
import {words} from '#src/words/words.ts';

/**
 * Refuses what was written as several objects, one in each of several namespaces, and would become one object here: the
 * last would overwrite the others.
 * @throws UserError `refused` at the second of them
 */
export function requireOneNamespaceEach(manifests: readonly Manifest[], spec: SandboxSpec): void {
  const namespaces = new Map<string, string>();
  for (const {object, positions} of manifests) {
    const {kind, metadata} = object;
    const {name, namespace} = isJsonObject(metadata) ? metadata : {};
    const identity = JSON.stringify([kind, name]);
    const written = writtenNamespace(namespace, spec);
    const before = namespaces.get(identity) ?? written;
    if (before !== written) {
      throw fieldRefusal({
        positions,
        path: ['metadata', 'name'],
        ...words().policy.onceInNamespaces({namespaces: `${before}, ${written}`}),
      });
    }
    namespaces.set(identity, written);
  }
}

/** All ways to name the learner's own are one. */
function writtenNamespace(namespace: JsonValue | undefined, spec: SandboxSpec): string {
  return typeof namespace === 'string' && !isCalled(spec, namespace) ? namespace : homeAlias;
}
