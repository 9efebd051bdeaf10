import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, omitKeys, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {judgeAnnotationKey} from '#src/kinds/fields/label-keys.ts';
import {fieldRefusal, withoutLines} from '#src/sandbox/yaml/positions.ts';
import {printPairs} from '#src/views/table/print-pairs.ts';
import {asSeen} from './objects/as-seen.ts';
import {changeObject} from './objects/change-object.ts';
import {readNamed} from './objects/read-named.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach, withoutCard} from './change-each.ts';
import {words} from '#src/words/words.ts';

type Annotate = OperationOf<'annotate'>;

/** kubectl overwrites it unasked: it is said anew with each change. */
const changeCause = 'kubernetes.io/change-cause';

/** Sets and removes annotations. In a manifest one that is not theirs is left out; here there would be nothing left of the line. */
export async function annotate(operation: Annotate, context: OperationContext): Promise<Outcome> {
  if (operation.list === true) return listAnnotations(operation, context);
  const outcome = await changeEach(operation.targets, context, async ({type, name, shown}) => {
    // what an Ingress has for a controller is told, and asked of no one
    if (type !== 'ingresses') requireOwnKeys(operation, shown);
    const {notes} = await changeObject(
      {
        type,
        name,
        change: (object) => ({object: annotated(object, operation), positions: withoutLines(shown)}),
      },
      context,
    );
    return {lines: [`${shown} annotated`], notes};
  });
  return withoutCard(outcome);
}

/** Prints what the annotations are, or would be: nothing is written. */
async function listAnnotations(operation: Annotate, context: OperationContext): Promise<Outcome> {
  const {targets} = operation;
  const isAlone = targets.length === 1 && targets[0]?.name !== undefined;
  const outcome = await changeEach(targets, context, async ({type, name}) => {
    const object = asSeen(await readNamed({type, name}, context), type, context);
    return {lines: printPairs(annotated(object, operation), {of: 'annotations', type, isAlone}), notes: []};
  });
  return withoutCard(outcome);
}

function annotated(object: JsonObject, operation: Annotate): JsonObject {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  const annotations = isJsonObject(metadata['annotations']) ? metadata['annotations'] : {};
  return {...object, metadata: {...metadata, annotations: withAnnotations(annotations, operation)}};
}

function requireOwnKeys({set}: Annotate, shown: string): void {
  const foreign = Object.keys(set).find((key) => judgeAnnotationKey(key) === 'leave out');
  if (foreign === undefined) return;
  const {because, notAllowedSince, ownKey: next} = words().policy;
  const problem = notAllowedSince({reason: because.keyMayBeActedOn});
  throw fieldRefusal({positions: withoutLines(shown), path: ['metadata', 'annotations', foreign], problem, next});
}

function withAnnotations(annotations: JsonObject, {set, remove, overwrite}: Annotate): JsonObject {
  const before = new Map(Object.entries(annotations));
  const clashes = Object.entries(set)
    .filter(([key, value]) => key !== changeCause && (before.get(key) ?? value) !== value)
    .map(([key]) => `'${key}' already has a value (${printable(before.get(key))})`);
  if (clashes.length > 0 && !overwrite) {
    throw new UserError(
      'conflict',
      `error: --overwrite is false but found the following declared annotation(s): ${clashes.join('; ')}`,
      {next: words().running.overwrite},
    );
  }
  return {...omitKeys(annotations, remove), ...set};
}
