import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {isCalled, sandboxNamed} from '../namespace/further-namespaces.ts';
import {namesInDns} from '../namespace/names-in-dns.ts';
import type {SandboxSpec} from '../sandbox.ts';
import type {Manifest} from '../yaml/read-manifests.ts';
import {admitNamespace, isNamespaceManifest} from './admit-namespace.ts';
import type {AdmittedManifest} from './admitted-manifest.ts';
import {admit} from './policy.ts';
import {words} from '#src/words/words.ts';

/** Where what says no namespace goes, and whether what says another is refused. */
export interface Meant {
  /** The namespace that the line is about, its current one or the one that it says. */
  readonly spec: SandboxSpec;
  /** What `-n` says, if it does. */
  readonly flag?: string | undefined;
}

/**
 * Decides what becomes of an object of a manifest, in the namespace of this sandbox that it says.
 * @throws UserError `refused` with the source, the line and the field; `bad-input` where it says another than `-n`
 */
export function admitManifest({object, positions}: Omit<Manifest, 'mended'>, meant: Meant): AdmittedManifest {
  const {source} = positions;
  if (isNamespaceManifest(object)) return {...admitNamespace(object, meant.spec, positions), source};
  const sandbox = sandboxOfManifest(object, meant);
  const {metadata} = object;
  const isSaid = sandbox !== undefined && isJsonObject(metadata);
  // by the name that it has in the cluster, so that it is the learner's own in all that follows
  const there = isSaid ? {...object, metadata: {...metadata, namespace: sandbox.namespace}} : object;
  const spec = sandbox ?? meant.spec;
  const {notes, ...admitted} = admit(there, spec, positions);
  return {...admitted, notes: [...notes, ...notesOfHosts(object, spec)], sandbox: spec, source};
}

/** What is said of hosts in an object that is written; of what a Secret holds nothing is. */
export function notesOfHosts({kind, metadata, ...rest}: JsonObject, spec: SandboxSpec): string[] {
  if (typeof kind !== 'string' || kind === 'Secret' || !isJsonObject(metadata)) return [];
  const what = `${kind} ${typeof metadata['name'] === 'string' ? metadata['name'] : ''}`;
  return namesInDns(rest, spec).map((said) => words().yaml.about({what, said}));
}

/**
 * The namespace of the sandbox that a manifest says; undefined where it says none, or one that no learner can have: what is
 * written for that goes to where the line is about, and says so.
 * @throws UserError `bad-input` where it says another than `-n`, as kubectl does
 */
export function sandboxOfManifest({metadata}: JsonObject, {spec, flag}: Meant): SandboxSpec | undefined {
  const written = isJsonObject(metadata) ? metadata['namespace'] : undefined;
  if (typeof written !== 'string' || !isNamespaceName(written) || isCalled(spec, written)) return undefined;
  const found = spec.lab.namespaces === 0 && written !== homeAlias ? undefined : ownOrNothing(written, spec);
  if (found === undefined) return undefined;
  if (flag !== undefined && found.namespace !== spec.namespace) {
    throw new UserError(
      'bad-input',
      `error: the namespace from the provided object "${written}" does not match the namespace "${flag}". You must pass '--namespace=${written}' to perform this operation.`,
    );
  }
  return found;
}

function ownOrNothing(written: string, spec: SandboxSpec): SandboxSpec | undefined {
  try {
    return sandboxNamed(spec, written);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
