import {asBadInput} from '#src/operations/as-bad-input.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {applyJsonPatch} from '#src/kubernetes/patches/json-patch.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {applyStrategicPatch} from '#src/kubernetes/patches/strategic-patch.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {changeObject} from './objects/change-object.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach} from './change-each.ts';
import {words} from '#src/words/words.ts';

/**
 * Patches objects as their learner sees them. Done here and not by the server, so that the whole of the result is
 * admitted before any of it is written.
 */
export async function patch(operation: OperationOf<'patch'>, context: OperationContext): Promise<Outcome> {
  return changeEach(operation.targets, context, async ({type, name, shown}) => {
    const {isChanged, notes} = await changeObject(
      {
        type,
        name,
        change: (object) => ({
          object: asBadInput(() => applyPatch(object, operation.change)),
          positions: withoutLines(words().policy.source.patch),
        }),
      },
      context,
    );
    return {lines: [isChanged ? `${shown} patched` : `${shown} patched (no change)`], notes};
  });
}

function applyPatch(object: JsonObject, change: OperationOf<'patch'>['change']): JsonObject {
  switch (change.type) {
    case 'strategic':
      return applyStrategicPatch(object, change.patch);
    case 'merge':
      return applyMergePatch(object, change.patch);
    case 'json':
      return applyJsonPatch(object, change.patch);
  }
}
