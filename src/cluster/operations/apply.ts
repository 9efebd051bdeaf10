import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import {admitSources} from './admission/admit-sources.ts';
import {isRefusal, kubectlErrorText} from '../api/api-error.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {applyObject, typeOfKind} from './objects/apply-object.ts';
import {whatNext} from './objects/what-next.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

const plain: Printing = {dryRun: 'none', ignored: []};

/**
 * Applies what the sandbox admits: all of it is read and admitted before any of it is sent, so a refusal changes nothing.
 * Server-side apply can run twice.
 * @throws UserError from reading and admitting
 */
export async function apply(operation: OperationOf<'apply'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, signal} = context;
  const {sources, printing = plain} = operation.trial ?? operation;
  const admitted = await admitSources(sources, sandbox, signal);
  const notes = [...new Set(admitted.flatMap((item) => item.notes))];
  const done: DoneObject[] = [];
  const card = (): {card?: object} => (done.length === 0 || printing.dryRun !== 'none' ? {} : {card: {}});
  const text = (): string => printDone(done, {printing, asList: true});
  for (const {object} of admitted) {
    try {
      done.push(await applyOne(object, printing, context));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const message = toLearnerText(kubectlErrorText(error), sandbox);
      const next = whatNext(error.reason, object);
      return withIgnored(
        {kind: 'failed', code: error.reason, message, ...next, text: text(), notes, ...card()},
        printing,
      );
    }
  }
  return withIgnored({kind: 'done', text: text(), notes, ...card()}, printing);
}

async function applyOne(object: JsonObject, {dryRun}: Printing, context: OperationContext): Promise<DoneObject> {
  const {sandbox, identities, signal} = context;
  if (dryRun !== 'client') {
    const {type, what, after} = await applyObject(object, context, {isTrial: dryRun === 'server'});
    return {type: type.plural, object: toLearnerObject(after, sandbox), done: what};
  }
  // on paper kubectl compares nothing: what is there would be configured, and is shown as it is
  const {kind, metadata} = kubernetesObjectSchema.parse(object);
  const {plural: type} = typeOfKind(kind);
  const path = resourcePath(type, sandbox.namespace, metadata.name);
  const before = await readOrNothing(identities.learner(sandbox.namespace), path, signal);
  return {
    type,
    object: toLearnerObject(before ?? object, sandbox),
    done: before === undefined ? 'created' : 'configured',
  };
}
