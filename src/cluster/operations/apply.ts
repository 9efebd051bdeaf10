import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import {admitSources} from './admission/admit-sources.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {applyObject, typeOfKind} from './objects/apply-object.ts';
import {isNamespaceThere, requireNamespace} from './objects/require-namespace.ts';
import {writeNamespace} from './namespaces/write-namespace.ts';
import {cardOf} from './objects/card-of.ts';
import {failureOf} from './objects/failure-of.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

const plain: Printing = {dryRun: 'none', ignored: []};

/**
 * Applies what the sandbox admits: all of it is read and admitted before any of it is sent, so a refusal changes nothing.
 * Each object goes to the namespace that it says. Server-side apply can run twice.
 * @throws UserError from reading and admitting
 */
export async function apply(operation: OperationOf<'apply'>, context: OperationContext): Promise<Outcome> {
  const {sandbox: spec, signal} = context;
  const {sources, printing = plain} = operation.trial ?? operation;
  const admitted = await admitSources(sources, {spec, flag: namespaceFlagOf(operation)}, signal);
  const notes = [...new Set(admitted.flatMap((item) => item.notes))];
  const done: DoneObject[] = [];
  const card = (): {card?: object} =>
    done.length === 0 || printing.dryRun !== 'none' ? {} : {card: cardOf(admitted.slice(0, done.length), spec)};
  const text = (): string => printDone(done, {printing, asList: true});
  for (const {object, sandbox} of admitted) {
    try {
      done.push(await applyOne(object, printing, {...context, sandbox}));
    } catch (error) {
      const failure = failureOf(error, {object, sandbox});
      if (failure === undefined || (error instanceof UserError && done.length === 0)) throw error;
      return withIgnored({kind: 'failed', ...failure, text: text(), notes, ...card()}, printing);
    }
  }
  return withIgnored({kind: 'done', text: text(), notes, ...card()}, printing);
}

async function applyOne(object: JsonObject, {dryRun}: Printing, context: OperationContext): Promise<DoneObject> {
  const {sandbox, identities, signal} = context;
  const {kind, metadata} = kubernetesObjectSchema.parse(object);
  if (kind === 'Namespace') {
    const isThere = dryRun === 'client' && (await isNamespaceThere(sandbox, context));
    if (dryRun === 'client') return {type: 'namespaces', object, done: isThere ? 'configured' : 'created'};
    const {what, after} = await writeNamespace(object, context, {isTrial: dryRun === 'server', isNew: false});
    return {type: 'namespaces', object: after, done: what};
  }
  if (dryRun !== 'client') {
    await requireNamespace(sandbox, context);
    const {type, what, after} = await applyObject(object, context, {isTrial: dryRun === 'server'});
    return {type: type.plural, object: toLearnerObject(after, sandbox), done: what};
  }
  // on paper kubectl compares nothing: what is there would be configured, and is shown as it is
  const {plural: type} = typeOfKind(kind);
  const path = resourcePath(type, sandbox.namespace, metadata.name);
  const isThere = await isNamespaceThere(sandbox, context);
  const before = isThere ? await readOrNothing(identities.learner(sandbox.namespace), path, signal) : undefined;
  return {
    type,
    object: toLearnerObject(before ?? object, sandbox),
    done: before === undefined ? 'created' : 'configured',
  };
}
