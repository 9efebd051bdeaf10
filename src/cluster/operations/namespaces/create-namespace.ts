import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {printDone} from '#src/views/table/print-done.ts';
import type {OperationContext} from '../operation-context.ts';
import {writeNamespace} from './write-namespace.ts';

/** What `kubectl create namespace` does and prints. @throws UserError for a name that is not the learner's to have */
export async function createNamespace(
  written: JsonObject,
  printing: Printing,
  context: OperationContext,
): Promise<Extract<Outcome, {kind: 'done'}>> {
  if (printing.dryRun !== 'client') {
    await writeNamespace(written, context, {isTrial: printing.dryRun === 'server', isNew: true});
  }
  const text = printDone([{type: 'namespaces', object: written, done: 'created'}], {printing, keepsOrder: true});
  return {kind: 'done', text, notes: []};
}
