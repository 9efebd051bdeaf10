import {z} from 'zod';
import {parseTargets} from './parse-targets.ts';
import {splitShellWords} from './shell-words.ts';
import {objectNameSchema} from '../arguments.ts';
import {resourceType, startingWith, typesThat, type TypeThat} from '#src/kinds/resource-types.ts';
import {UserError} from '../user-error.ts';
import {words} from '#src/words/words.ts';

/** An editor is filled within 3 s, so from what is watched. */
type EditableType = TypeThat<'isWritable' | 'isWatched'>;
const editTargetSchema = z.object({type: z.enum(typesThat('isWritable', 'isWatched')), name: objectNameSchema});

/** The one object that an editor is for. */
export interface EditTarget {
  readonly type: EditableType;
  readonly name: string;
}

/** The types that can be edited, the likeliest first. */
export const editableTypes: readonly EditableType[] = startingWith(
  ['daemonsets', 'deployments', 'services', 'configmaps'],
  typesThat('isWritable', 'isWatched'),
);

/**
 * Reads `TYPE/NAME` or `TYPE NAME`, in any of kubectl's spellings of the type.
 * @throws UserError `bad-input` for what is not one object, `unsupported` for a type that cannot be edited
 */
export function parseEditTarget(text: string): EditTarget {
  const {words: typed, stop} = splitShellWords(text.trim());
  const [target, ...others] =
    stop === undefined
      ? parseTargets(typed, {
          schema: editTargetSchema,
          example: 'edit daemonset/NAME',
          refusal: (kind) => words().operations.notEdited({kind}),
        })
      : [];
  if (target === undefined || others.length > 0 || typeof target.name !== 'string') {
    throw new UserError('bad-input', words().operations.oneToEdit);
  }
  return {type: target.type, name: target.name};
}

/** As short as `parseEditTarget` reads it: `ds/nginx`. */
export function formatEditTarget({type, name}: EditTarget): string {
  const {shortNames, singular} = resourceType(type);
  return `${shortNames[0] ?? singular}/${name}`;
}
