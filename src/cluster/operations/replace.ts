import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import {isRefusal, kubectlErrorText} from '../api/api-error.ts';
import {admitSources} from './admission/admit-sources.ts';
import {typeOfKind} from './objects/apply-object.ts';
import {changeObject} from './objects/change-object.ts';
import {whatNext} from './objects/what-next.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

/**
 * Puts what files say in the place of what is there: all of it is admitted before any of it is sent, and what it does not say
 * goes. The difference is written as any other change is, and can be written twice.
 * @throws UserError from reading and admitting
 */
export async function replace(
  {sources, printing}: OperationOf<'replace'>,
  context: OperationContext,
): Promise<Outcome> {
  const {sandbox, signal} = context;
  const admitted = await admitSources(sources, sandbox, signal);
  const notes = new Set(admitted.flatMap((item) => item.notes));
  const done: DoneObject[] = [];
  const errors: {code: string; text: string; object: JsonObject}[] = [];
  for (const {object} of admitted) {
    const {kind, metadata} = kubernetesObjectSchema.parse(object);
    const {plural: type} = typeOfKind(kind);
    try {
      const {after} = await changeObject(
        {
          type,
          name: metadata.name,
          dryRun: printing.dryRun,
          change: () => ({object, positions: withoutLines(metadata.name)}),
        },
        context,
      );
      done.push({type, object: toLearnerObject(after, sandbox), done: 'replaced'});
    } catch (error) {
      if (!isRefusal(error)) throw error;
      errors.push({code: error.reason, text: toLearnerText(kubectlErrorText(error), sandbox), object});
    }
  }
  const text = printDone(done, {printing});
  const card = done.length === 0 || printing.dryRun !== 'none' ? {} : {card: {}};
  const [first] = errors;
  if (first === undefined) return withIgnored({kind: 'done', text, notes: [...notes], ...card}, printing);
  const message = errors.map((error) => error.text).join('\n');
  const next = whatNext(first.code, first.object);
  return withIgnored({kind: 'failed', code: first.code, message, ...next, text, notes: [...notes], ...card}, printing);
}
