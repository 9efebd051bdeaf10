import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isSame} from '#src/kubernetes/patches/merge-patch.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {changeObject} from './objects/change-object.ts';
import {editableText} from './objects/editable-text.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach} from './change-each.ts';
import {words} from '#src/words/words.ts';

/**
 * Writes what was typed into an editor, if the object is still the one that the editor was opened with. What changes
 * nothing is no conflict, so sending the same text twice does no harm.
 */
export async function edit(operation: OperationOf<'edit'>, context: OperationContext): Promise<Outcome> {
  const {type, name, yaml, fingerprint} = operation;
  return changeEach([{type, name}], context, async ({shown}) => {
    const [edited, ...others] = readManifests({name: `${name}.yaml`, yaml});
    if (edited === undefined || others.length > 0) {
      throw new UserError('bad-input', words().running.severalEdited({file: `${name}.yaml`}));
    }
    const {isChanged, notes} = await changeObject(
      {
        type,
        name,
        change: (editable, live) => {
          const isSameObject = editableText(type, live, context.sandbox).fingerprint === fingerprint;
          if (!isSameObject && !isSame(editable, edited.object)) {
            throw new UserError('conflict', words().running.changedMeanwhile({object: shown}));
          }
          return {object: edited.object, positions: edited.positions};
        },
      },
      context,
    );
    return {
      lines: [isChanged ? `${shown} edited` : 'Edit cancelled, no changes made.'],
      notes: [...edited.mended, ...notes],
    };
  });
}
