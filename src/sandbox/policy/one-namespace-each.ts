import {isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {fieldRefusal} from '../yaml/positions.ts';
import type {Manifest} from '../yaml/read-manifests.ts';
import type {AdmittedManifest} from './admitted-manifest.ts';
import {words} from '#src/words/words.ts';

/**
 * Refuses what was written as several objects, one in each of several namespaces, and would become one object here: the
 * last would overwrite the others.
 * @param admitted what became of each of the manifests
 * @throws UserError `refused` at the second of them
 */
export function requireOneNamespaceEach(
  manifests: readonly Manifest[],
  admitted: readonly Pick<AdmittedManifest, 'sandbox'>[],
): void {
  const written = new Map<string, string>();
  for (const [at, {object, positions}] of manifests.entries()) {
    const {kind, metadata} = object;
    const {name, namespace} = isJsonObject(metadata) ? metadata : {};
    const sandbox = admitted[at]?.sandbox;
    const identity = JSON.stringify([kind, name, sandbox?.namespace]);
    const said = writtenNamespace(namespace, [sandbox?.namespace, sandbox?.alias]);
    const before = written.get(identity) ?? said;
    if (before !== said) {
      throw fieldRefusal({
        positions,
        path: ['metadata', 'name'],
        ...words().policy.onceInNamespaces({namespaces: `${before}, ${said}`}),
      });
    }
    written.set(identity, said);
  }
}

/** All ways to name the learner's own are one. */
function writtenNamespace(namespace: JsonValue | undefined, own: readonly (string | undefined)[]): string {
  return typeof namespace === 'string' && !own.includes(namespace) ? namespace : homeAlias;
}
