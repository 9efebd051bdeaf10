import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, omitKeys, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {judgeAnnotationKey} from '#src/kinds/fields/label-keys.ts';
import {fieldRefusal, withoutLines} from '#src/sandbox/yaml/positions.ts';
import {changeObject} from './objects/change-object.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach, withoutCard} from './change-each.ts';
import {words} from '#src/words/words.ts';

type Annotate = OperationOf<'annotate'>;

/** Sets and removes annotations. In a manifest one that is not theirs is left out; here there would be nothing left of the line. */
export async function annotate(operation: Annotate, context: OperationContext): Promise<Outcome> {
  const outcome = await changeEach(operation.targets, context, async ({type, name, shown}) => {
    // what an Ingress has for a controller is told, and asked of no one
    if (type !== 'ingresses') requireOwnKeys(operation, shown);
    const {notes} = await changeObject(
      {
        type,
        name,
        change: (object) => {
          const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
          const annotations = isJsonObject(metadata['annotations']) ? metadata['annotations'] : {};
          const changed = withAnnotations(annotations, operation);
          return {object: {...object, metadata: {...metadata, annotations: changed}}, positions: withoutLines(shown)};
        },
      },
      context,
    );
    return {lines: [`${shown} annotated`], notes};
  });
  return withoutCard(outcome);
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
  const clash = Object.entries(set).find(([key, value]) => (before.get(key) ?? value) !== value);
  if (clash !== undefined && !overwrite) {
    const [key] = clash;
    throw new UserError(
      'conflict',
      `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${printable(before.get(key))})`,
      {next: words().running.overwrite},
    );
  }
  return {...omitKeys(annotations, remove), ...set};
}
