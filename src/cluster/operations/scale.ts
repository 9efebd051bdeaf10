import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {changeObject} from './objects/change-object.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach} from './change-each.ts';

/** Sets the number of replicas. */
export async function scale(operation: OperationOf<'scale'>, context: OperationContext): Promise<Outcome> {
  const {replicas, currentReplicas} = operation;
  const outcome = await changeEach(operation.targets, context, async ({type, name, shown}) => {
    const {notes} = await changeObject(
      {
        type,
        name,
        change: (object) => {
          const spec = isJsonObject(object['spec']) ? object['spec'] : {};
          requireReplicas(spec, currentReplicas);
          return {object: {...object, spec: {...spec, replicas}}, positions: withoutLines('kubectl scale')};
        },
      },
      context,
    );
    return {lines: [`${shown} scaled`], notes};
  });
  const isNothing = outcome.kind === 'done' && outcome.text === '';
  return isNothing
    ? {kind: 'failed', code: 'not-found', message: 'error: no objects passed to scale', notes: []}
    : outcome;
}

function requireReplicas(spec: JsonObject, expected: number | undefined): void {
  const {replicas = 1} = spec;
  if (expected === undefined || replicas === expected) return;
  throw new UserError('conflict', `error: Expected replicas to be ${expected}, was ${JSON.stringify(replicas)}`);
}
