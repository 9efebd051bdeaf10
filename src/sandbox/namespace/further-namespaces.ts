import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {homeAlias, isOfCluster} from '#src/operations/namespace-alias.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {shortHash, shortHashLength} from './short-hash.ts';
import {homeOf, namespaceSchema, type Namespace, type SandboxSpec} from '../sandbox.ts';

/** Whether a namespace of that name is no learner's to have: the cluster's own and Labrador's. */
export const isReservedName = (written: string): boolean => isOfCluster(written) || written.startsWith('labrador');

/**
 * The namespace of a sandbox that its learner calls `written`: their first one, as `default` or by its own name, or a further
 * one as a sandbox of its own, which shares nodes, host folders and the labels of nodes with the first. It need not be there.
 * Whatever is written, it is a namespace of this sandbox: its name begins with the sandbox's and follows from nothing else.
 * @throws UserError `bad-input` for what cannot be a name, `refused` for one that is not theirs to have
 */
export function sandboxNamed(spec: SandboxSpec, written: string): SandboxSpec {
  const home = homeSandbox(spec);
  if (written === homeAlias || written === home.namespace) return home;
  if (!isNamespaceName(written)) {
    throw new UserError('bad-input', words().namespaces.noName({name: JSON.stringify(written.slice(0, 60))}));
  }
  const refusal = refusalOf(home, written);
  if (refusal !== undefined) throw refusal;
  return {...home, namespace: furtherNamespace(home.namespace, written), alias: written};
}

/** The same, or undefined where there is none of that name. */
export function findSandbox(spec: SandboxSpec, written: string): SandboxSpec | undefined {
  try {
    return sandboxNamed(spec, written);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Whether a learner means this namespace of theirs. */
export const isCalled = ({namespace, alias}: SandboxSpec, written: string): boolean =>
  written === (alias ?? namespace) || written === namespace;

/** The sandbox as its learner has it first, without what tells a further namespace apart. */
export function homeSandbox(spec: SandboxSpec): SandboxSpec {
  const {alias: _alias, ...rest} = spec;
  return {...rest, namespace: homeOf(spec.namespace)};
}

function refusalOf({namespace, lab}: SandboxSpec, written: string): UserError | undefined {
  const said = words().namespaces;
  if (isReservedName(written)) return new UserError('refused', said.notYours({name: written}));
  const hasRoom = namespace.length + 2 + shortHashLength <= 63;
  if (lab.namespaces === 0 || !hasRoom) return new UserError('refused', said.onlyOne);
  return undefined;
}

/** Two names of one learner that come to the same are one namespace, which has the name that it was made by. */
function furtherNamespace(home: Namespace, alias: string): Namespace {
  return namespaceSchema.parse(`${home}--${shortHash(alias)}`);
}

/** The namespace of a sandbox that an operation is about: the first one, unless it says another. @throws UserError */
export function sandboxOf(spec: SandboxSpec, {inNamespace}: {readonly inNamespace?: string | undefined}): SandboxSpec {
  return inNamespace === undefined ? spec : sandboxNamed(spec, inNamespace);
}
