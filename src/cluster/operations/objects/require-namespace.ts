import {lineOf, typeLine} from '#src/operations/kubectl/type-line.ts';
import {sandboxAnnotations} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {objectNotFound} from './read-objects.ts';
import type {OperationContext} from '../operation-context.ts';

type Asking = Pick<OperationContext, 'identities' | 'signal'>;

/**
 * Whether the learner has made such a namespace; the first one is always there. By the name that it was made by too: what two
 * names come to the same is one namespace, and only its own name finds it.
 */
export async function isNamespaceThere(
  {namespace, alias}: SandboxSpec,
  {identities, signal}: Asking,
): Promise<boolean> {
  if (alias === undefined) return true;
  const path = resourcePath('namespaces', undefined, namespace);
  const found = await readOrNothing(identities.system('provisioner'), path, signal);
  return found?.metadata.annotations?.[sandboxAnnotations.alias] === alias;
}

/** What the API server answers who writes into a namespace that is not there. */
export class NamespaceNotFound extends ApiError {
  /** The line that makes it. */
  readonly next: string;

  constructor(alias: string) {
    const {status, body, message} = objectNotFound('namespaces', alias);
    super(status, body, message);
    this.name = 'NamespaceNotFound';
    this.next = typeLine(lineOf(['create', 'namespace', alias]));
  }
}

/** @throws NamespaceNotFound */
export async function requireNamespace(sandbox: SandboxSpec, asking: Asking): Promise<void> {
  if (!(await isNamespaceThere(sandbox, asking))) throw new NamespaceNotFound(sandbox.alias ?? '');
}
