import {parseTargets} from './kubectl/parse-targets.ts';
import {splitShellWords} from './kubectl/shell-words.ts';
import {writeTargetSchema, type WriteTarget} from './arguments.ts';
import {resourceType, startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {UserError} from './user-error.ts';

/** The one object that an editor is for. */
export interface EditTarget {
  readonly type: WriteTarget['type'];
  readonly name: string;
}

/** The types that can be edited, the likeliest first. */
export const editableTypes: readonly EditTarget['type'][] = startingWith(
  ['daemonsets', 'deployments', 'services', 'configmaps'],
  typesThat('isWritable'),
);

/**
 * Reads `TYPE/NAME` or `TYPE NAME`, in any of kubectl's spellings of the type.
 * @throws UserError `bad-input` for what is not one object, `unsupported` for a type that cannot be edited
 */
export function parseEditTarget(text: string): EditTarget {
  const {words, stop} = splitShellWords(text.trim());
  const [target, ...others] =
    stop === undefined
      ? parseTargets(words, {
          schema: writeTargetSchema,
          example: 'edit daemonset/NAME',
          refusal: (kind) => `A ${kind} cannot be edited here.`,
        })
      : [];
  if (target === undefined || others.length > 0 || typeof target.name !== 'string') {
    throw new UserError('bad-input', 'Name one object to edit, by its type and name.', {
      next: 'Type: /edit resource:daemonset/NAME',
    });
  }
  return {type: target.type, name: target.name};
}

/** As short as `parseEditTarget` reads it: `ds/nginx`. */
export function formatEditTarget({type, name}: EditTarget): string {
  const {shortNames, singular} = resourceType(type);
  return `${shortNames[0] ?? singular}/${name}`;
}
