import {isOfNamespace} from '#src/operations/is-of-namespace.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {homeSandbox, sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {sandboxAnnotations} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {toLearnerNamespaces, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {ApiError, isUnauthorized, kubectlErrorText} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {objectNotFound} from '../objects/read-objects.ts';
import type {OperationContext} from '../operation-context.ts';

/**
 * Runs an operation in the namespace of the sandbox that it is about. What is printed there names it as its learner does.
 * @throws UserError for a namespace that is not theirs to have
 */
export async function inNamespace(
  operation: Operation,
  context: OperationContext,
  run: (there: OperationContext) => Promise<Outcome>,
): Promise<Outcome> {
  const sandbox = sandboxOf(context.sandbox, operation);
  if (sandbox.alias === undefined) return run({...context, sandbox});
  if (!isOfNamespace(operation)) return run({...context, sandbox: homeSandbox(sandbox)});
  try {
    if (!(await isThere(sandbox, context))) return nothingThere(operation, sandbox.alias);
    return written(await run({...context, sandbox}), sandbox);
  } catch (error) {
    if (!(error instanceof ApiError) || isUnauthorized(error)) throw error;
    return {kind: 'failed', code: error.reason, message: toLearnerText(kubectlErrorText(error), sandbox), notes: []};
  }
}

/** By the name that it was made by too: what two names come to the same is one namespace, and only its own name finds it. */
async function isThere({namespace, alias}: SandboxSpec, {identities, signal}: OperationContext): Promise<boolean> {
  const path = `/api/v1/namespaces/${namespace}`;
  const found = await readOrNothing(identities.system('provisioner'), path, signal);
  return found?.metadata.annotations?.[sandboxAnnotations.alias] === alias;
}

/** A list of what is in no namespace is empty; all else asks for the namespace. */
function nothingThere(operation: Operation, alias: string): Outcome {
  if (operation.kind === 'get' && operation.resources.every(({name}) => name === undefined)) {
    return {kind: 'done', text: `No resources found in ${alias} namespace.`, isAside: true, notes: []};
  }
  const error = objectNotFound('namespaces', alias);
  return {kind: 'failed', code: error.reason, message: kubectlErrorText(error), notes: []};
}

function written(outcome: Outcome, sandbox: SandboxSpec): Outcome {
  const write = (text: string): string => toLearnerNamespaces(text, sandbox);
  const notesOf = (notes: readonly string[]): string[] => notes.map(write);
  switch (outcome.kind) {
    case 'done': {
      const short = outcome.short === undefined ? {} : {short: write(outcome.short)};
      return {...outcome, ...short, text: write(outcome.text), notes: notesOf(outcome.notes)};
    }
    case 'failed': {
      const text = outcome.text === undefined ? {} : {text: write(outcome.text)};
      return {...outcome, ...text, message: write(outcome.message), notes: notesOf(outcome.notes)};
    }
    case 'page': {
      const {page} = outcome;
      return {
        ...outcome,
        page: {...page, line: write(page.line), lines: page.lines.map(write)},
        notes: notesOf(outcome.notes),
      };
    }
    case 'cancelled':
    case 'interrupted':
      return outcome;
  }
}
