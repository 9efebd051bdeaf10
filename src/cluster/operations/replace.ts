import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import {admitSources} from './admission/admit-sources.ts';
import {typeOfKind} from './objects/apply-object.ts';
import {changeObject} from './objects/change-object.ts';
import {NamespaceNotFound, isNamespaceThere} from './objects/require-namespace.ts';
import {writeNamespace} from './namespaces/write-namespace.ts';
import {cardOf} from './objects/card-of.ts';
import {failureOf, type Failure} from './objects/failure-of.ts';
import {objectNotFound} from './objects/read-objects.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

/**
 * Puts what files say in the place of what is there: all of it is admitted before any of it is sent, and what it does not say
 * goes. The difference is written as any other change is, and can be written twice.
 * @throws UserError from reading and admitting
 */
export async function replace(operation: OperationOf<'replace'>, context: OperationContext): Promise<Outcome> {
  const {sources, printing} = operation;
  const {sandbox: spec, signal} = context;
  const admitted = await admitSources(sources, {spec, flag: namespaceFlagOf(operation)}, signal);
  const notes = [...new Set(admitted.flatMap((item) => item.notes))];
  const done: DoneObject[] = [];
  const failures: Failure[] = [];
  for (const {object, sandbox} of admitted) {
    try {
      done.push({...(await replaceOne(object, printing.dryRun, {...context, sandbox})), done: 'replaced'});
    } catch (error) {
      const failure = failureOf(error, {object, sandbox});
      if (failure === undefined || (error instanceof UserError && admitted.length === 1)) throw error;
      failures.push(failure);
    }
  }
  const text = printDone(done, {printing});
  const card = done.length === 0 || printing.dryRun !== 'none' ? {} : {card: cardOf(admitted, spec)};
  const [first] = failures;
  if (first === undefined) return withIgnored({kind: 'done', text, notes, ...card}, printing);
  const message = failures.map((failure) => failure.message).join('\n');
  return withIgnored({kind: 'failed', ...first, message, text, notes, ...card}, printing);
}

async function replaceOne(
  object: JsonObject,
  dryRun: Printing['dryRun'],
  context: OperationContext,
): Promise<TypedObject> {
  const {sandbox} = context;
  const {kind, metadata} = kubernetesObjectSchema.parse(object);
  if (!(await isNamespaceThere(sandbox, context))) {
    throw kind === 'Namespace'
      ? objectNotFound('namespaces', metadata.name)
      : new NamespaceNotFound(sandbox.alias ?? '');
  }
  if (kind === 'Namespace') {
    if (dryRun === 'client') return {type: 'namespaces', object};
    const {after} = await writeNamespace(object, context, {isTrial: dryRun === 'server', isNew: false});
    return {type: 'namespaces', object: after};
  }
  const {plural: type} = typeOfKind(kind);
  const {after} = await changeObject(
    {
      type,
      name: metadata.name,
      dryRun,
      change: () => ({object, positions: withoutLines(metadata.name)}),
    },
    context,
  );
  return {type, object: toLearnerObject(after, sandbox)};
}
