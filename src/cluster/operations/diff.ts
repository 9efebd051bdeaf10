import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {asJson} from '#src/kubernetes/kubernetes-object.ts';
import {omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {printDiff, type ComparedObject} from '#src/views/table/print-diff.ts';
import {admitSources} from './admission/admit-sources.ts';
import {writeNamespace} from './namespaces/write-namespace.ts';
import {applyObject} from './objects/apply-object.ts';
import {failureOf} from './objects/failure-of.ts';
import {requireNamespace} from './objects/require-namespace.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

/**
 * What applying would change: what is there beside what the server answers to a trial. Nothing is written.
 * @throws UserError from reading and admitting
 */
export async function diff(operation: OperationOf<'diff'>, context: OperationContext): Promise<Outcome> {
  const {sandbox: spec, signal} = context;
  const admitted = await admitSources(operation.sources, {spec, flag: namespaceFlagOf(operation)}, signal);
  const notes = [...new Set(admitted.flatMap((item) => item.notes))];
  const compared: ComparedObject[] = [];
  const text = (): string => printDiff(compared).trimEnd();
  for (const {object, sandbox} of admitted) {
    try {
      compared.push(await compareOne(object, {...context, sandbox}));
    } catch (error) {
      const failure = failureOf(error, {object, sandbox});
      if (failure === undefined) throw error;
      return {kind: 'failed', ...failure, text: text(), notes};
    }
  }
  const printed = text();
  return {kind: 'done', text: printed, notes: printed === '' ? [...notes, words().running.nothingDiffers] : notes};
}

async function compareOne(object: JsonObject, context: OperationContext): Promise<ComparedObject> {
  const {sandbox, isForLearner} = context;
  if (object['kind'] === 'Namespace') {
    const {before, after} = await writeNamespace(object, context, {isTrial: true, isNew: false});
    return {type: 'namespaces', live: before, merged: after};
  }
  await requireNamespace(sandbox, context);
  let live: JsonObject | undefined;
  const {type, after} = await applyObject(object, context, {
    isTrial: true,
    isOfJudged: true,
    judge: async (_type, before) => {
      live = before === undefined ? undefined : toLearnerObject({kind: _type.kind, ...asJson(before)}, sandbox);
      return Promise.resolve();
    },
  });
  const merged = toLearnerObject(after, sandbox);
  // to others, that a value is the same would tell it
  if (isForLearner || type.withoutValues === undefined) return {type: type.plural, live, merged};
  const withoutData = (object: JsonObject): JsonObject => omitKeys(object, ['data']);
  return {
    type: type.plural,
    live: live === undefined ? undefined : withoutData(live),
    merged: withoutData(merged),
  };
}
