import {manifestSources, isOfNamespace, type Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {homeSandbox, sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {toLearnerNamespaces, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {ApiError, isUnauthorized, kubectlErrorText} from '#src/cluster/api/api-error.ts';
import {objectNotFound} from '../objects/read-objects.ts';
import type {OperationContext} from '../operation-context.ts';
import {isNamespaceThere} from '../objects/require-namespace.ts';

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
    if (!isJudgedLater(operation) && !(await isNamespaceThere(sandbox, context)))
      return nothingThere(operation, sandbox.alias);
    return written(await run({...context, sandbox}), sandbox);
  } catch (error) {
    if (!(error instanceof ApiError) || isUnauthorized(error)) throw error;
    return {kind: 'failed', code: error.reason, message: toLearnerText(kubectlErrorText(error), sandbox), notes: []};
  }
}

/** An object of a manifest can be in another, or in one that the manifest makes; what a line stands for is printed anywhere. */
function isJudgedLater(operation: Operation): boolean {
  const isOfLine = operation.kind === 'run' || (operation.kind === 'create' && operation.from.is === 'line');
  const isOnPaper = isOfLine && operation.printing.dryRun === 'client';
  return isOnPaper || manifestSources(operation).length > 0;
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
