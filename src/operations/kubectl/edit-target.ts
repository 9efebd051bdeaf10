import {z} from 'zod';
import {parseTargets} from './parse-targets.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {shown} from './shown.ts';
import {splitShellWords, type ShellWord} from './shell-words.ts';
import {objectNameSchema} from '../arguments.ts';
import {resourceType, startingWith, typesThat, type TypeThat} from '#src/kinds/resource-types.ts';
import {UserError} from '../user-error.ts';
import {words} from '#src/words/words.ts';

/** An editor is filled within 3 s, so from what is watched. */
type EditableType = TypeThat<'isWritable' | 'isWatched'>;
const editTargetSchema = z.object({type: z.enum(typesThat('isWritable', 'isWatched')), name: objectNameSchema});

const flag = /^(?:-n|--namespace=|--namespace$)(?<value>.*)$/u;

/** The one object that an editor is for. */
export interface EditTarget {
  readonly type: EditableType;
  readonly name: string;
  /** What `-n` says. */
  readonly namespace?: string;
}

/** The types that can be edited, the likeliest first. */
export const editableTypes: readonly EditableType[] = startingWith(
  ['daemonsets', 'deployments', 'services', 'configmaps'],
  typesThat('isWritable', 'isWatched'),
);

/**
 * Reads `TYPE/NAME` or `TYPE NAME`, in any of kubectl's spellings of the type, and `-n NAMESPACE`.
 * @throws UserError `bad-input` for what is not one object, `unsupported` for a type that cannot be edited
 */
export function parseEditTarget(text: string): EditTarget {
  const {words: all, stop} = splitShellWords(text.trim());
  const {typed, namespace} = withoutNamespace(all);
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
  return {type: target.type, name: target.name, ...(namespace === undefined ? {} : {namespace})};
}

/** The words without `-n`, in any of its spellings. @throws UserError `bad-input` for what no namespace can be called */
function withoutNamespace(all: readonly ShellWord[]): {typed: readonly ShellWord[]; namespace: string | undefined} {
  const at = all.findIndex(({text}) => flag.test(text));
  const found = all[at];
  if (found === undefined) return {typed: all, namespace: undefined};
  const inWord = flag.exec(found.text)?.groups?.['value'] ?? '';
  const namespace = inWord === '' ? (all[at + 1]?.text ?? '') : inWord;
  if (!isNamespaceName(namespace))
    throw new UserError('bad-input', words().namespaces.noName({name: shown(namespace)}));
  return {typed: all.toSpliced(at, inWord === '' ? 2 : 1), namespace};
}

/** As short as `parseEditTarget` reads it: `ds/nginx`, `ds/nginx -n dev`. */
export function formatEditTarget({type, name, namespace}: EditTarget): string {
  const {shortNames, singular} = resourceType(type);
  return `${shortNames[0] ?? singular}/${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
}
