import {z} from 'zod';
import {isLabelKey} from '#src/kubernetes/label-syntax.ts';
import {chosenTargetSchema} from '#src/operations/arguments.ts';
import {editableTypes} from '#src/operations/kubectl/edit-target.ts';
import {isConfidentialType} from '#src/operations/confidential-kinds.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, manifestless, selector} from '../flags.ts';
import {parseTargets} from '../parse-targets.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('annotate'),
  targets: z.array(chosenTargetSchema).min(1),
  set: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  overwrite: z.boolean(),
  /** Whether the annotations are printed, with these changes, and none is made. */
  list: z.literal(true).optional(),
});
type Annotate = z.infer<typeof schema>;

const example = 'annotate daemonset/NAME key=value';
const mostAnnotations = 50;

export const annotate: Verb<typeof schema> = {
  name: 'annotate',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  // annotations of a Secret can repeat what it holds
  isConfidential: ({list, targets}) => list === true && targets.some(({type}) => isConfidentialType(type)),
  flags: [selector, all, bare('overwrite'), bare('list'), ...manifestless],
  targets: {form: 'TYPE/NAME', types: editableTypes},
  read,
  taught: {
    forms: '`key=value`, `key-`',
    examples: [{line: 'annotate daemonset/nginx owner=ada', answer: '`daemonset.apps/nginx annotated`'}],
  },
};

function read({flags}: CommandLine): Annotate {
  const typed = [...flags.args, ...(flags.afterDashes ?? [])];
  const first = typed.findIndex(isChange);
  const targetWords = first === -1 ? typed : typed.slice(0, first);
  const targets = parseTargets(targetWords, {
    schema: chosenTargetSchema,
    example,
    refusal: (kind) => words().verbs.annotate.notThis({kind}),
    flags,
  });
  const changes = typed.slice(targetWords.length);
  const isListed = flags.isSet('list');
  if ((changes.length === 0 && !isListed) || changes.length > mostAnnotations) {
    throw new UserError('bad-input', words().verbs.annotate.sayWhich, {next: words().lines.writeItLike({example})});
  }
  return {
    kind: 'annotate',
    targets,
    ...parseChanges(changes),
    overwrite: flags.isSet('overwrite'),
    ...(isListed ? {list: true} : {}),
  };
}

function isChange({text, substitution}: ShellWord): boolean {
  return substitution === undefined && (text.includes('=') || text.endsWith('-'));
}

function parseChanges(typed: readonly ShellWord[]): Pick<Annotate, 'set' | 'remove'> {
  const set = new Map<string, string>();
  const remove = new Set<string>();
  for (const word of typed) {
    const equals = word.text.indexOf('=');
    const key = equals === -1 ? word.text.slice(0, -1) : word.text.slice(0, equals);
    if (!isChange(word) || !isLabelKey(key)) {
      throw new UserError('bad-input', words().lines.values.neitherKeyNorValue({given: shown(word.raw)}), {
        next: words().lines.writeItLike({example}),
      });
    }
    if (equals === -1) remove.add(key);
    else set.set(key, word.text.slice(equals + 1));
  }
  if ([...remove].some((key) => set.has(key))) {
    throw new UserError('bad-input', words().verbs.annotate.setAndRemoved);
  }
  return {set: Object.fromEntries(set), remove: [...remove]};
}
