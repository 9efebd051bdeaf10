import {z} from 'zod';
import {isLabelKey, isLabelValue} from '#src/kubernetes/label-syntax.ts';
import {isTypeThat, startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {inWords, inWordsOf} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, manifestless, selector} from '../flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {rawOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('label'),
  type: z.enum(typesThat('isLabelled')),
  names: z.array(objectNameSchema),
  selector: z.string().optional(),
  all: z.boolean(),
  set: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  overwrite: z.boolean(),
  /** Whether the labels are printed, with these changes, and none is made. */
  list: z.literal(true).optional(),
});
type Label = z.infer<typeof schema>;

/** The types whose labels can be set, the likeliest first. */
const labelledTypes = startingWith(['nodes'], typesThat('isLabelled'));

const mostLabels = 50;
/** What was typed of it already stays. */
const example = (objects = 'node NAME'): string => words().verbs.label.example({objects});

export const label: Verb<typeof schema> = {
  name: 'label',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: ({type}) => isTypeThat(type, 'isNamespaced'),
  flags: [selector, all, bare('overwrite'), bare('list'), ...manifestless],
  targets: {form: 'TYPE NAME', types: labelledTypes},
  read,
  taught: {
    forms: `\`key=value\`, \`key-\`; on ${inWordsOf('en', labelledTypes, 'and')}`,
    examples: [
      {
        line: "label node $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}') disk=fast",
        answer: '`node/lab-node labeled`',
      },
    ],
  },
};

function read({flags}: CommandLine): Label {
  const typed = [...flags.args, ...(flags.afterDashes ?? [])];
  const firstLabel = typed.findIndex(isLabelChange);
  const resourceWords = firstLabel === -1 ? typed : typed.slice(0, firstLabel);
  const labelWords = firstLabel === -1 ? [] : typed.slice(firstLabel);
  if (labelWords.length > mostLabels) throw new UserError('bad-input', words().verbs.label.tooMany({most: mostLabels}));
  const {type, names} = parseLabelled(resourceWords);
  const selected = parseSelectorFlag(flags);
  const isForAll = flags.isSet('all');
  const isListed = flags.isSet('list');
  refuseConflicts({hasNames: names.length > 0, hasSelector: selected !== undefined, all: isForAll});
  return {
    kind: 'label',
    type,
    names,
    ...(selected === undefined ? {} : {selector: selected}),
    all: isForAll,
    ...parseChanges(labelWords, {objects: resourceWords, isListed}),
    overwrite: flags.isSet('overwrite'),
    ...(isListed ? {list: true} : {}),
  };
}

function isLabelChange({text, substitution}: ShellWord): boolean {
  return substitution === undefined && (text.includes('=') || text.endsWith('-'));
}

function parseLabelled(typed: readonly ShellWord[]): Pick<Label, 'type' | 'names'> {
  const resources = parseResourceArguments(typed);
  const types = [...new Set(resources.map((resource) => resource.type))];
  const [type] = types;
  if (type === undefined) throw new UserError('bad-input', words().verbs.label.sayWhat, {next: example()});
  if (!isTypeThat(type, 'isLabelled') || types.length > 1) {
    throw new UserError('unsupported', words().verbs.label.notThis({types: inWords(labelledTypes, 'or')}));
  }
  return {type, names: resources.flatMap(({name}) => (name === undefined ? [] : [name]))};
}

function refuseConflicts(given: {hasNames: boolean; hasSelector: boolean; all: boolean}): void {
  const count = Object.values(given).filter(Boolean).length;
  if (count === 0) {
    throw new UserError('bad-input', words().verbs.label.sayWhichObjects, {next: example()});
  }
  if (count > 1) throw new UserError('bad-input', words().verbs.label.notTogether);
}

function parseChanges(
  typed: readonly ShellWord[],
  {objects, isListed}: {objects: readonly ShellWord[]; isListed: boolean},
): Pick<Label, 'set' | 'remove'> {
  if (typed.length === 0 && !isListed) {
    const next = example(objects.length === 0 ? undefined : rawOf(objects).join(' '));
    throw new UserError('bad-input', words().verbs.label.sayWhichLabel, {next});
  }
  const set = new Map<string, string>();
  const remove = new Set<string>();
  for (const word of typed) {
    if (!isLabelChange(word)) {
      throw new UserError('bad-input', words().lines.values.neitherKeyNorValue({given: shown(word.raw)}), {
        next: example(),
      });
    }
    const equals = word.text.indexOf('=');
    const key = equals === -1 ? word.text.slice(0, -1) : word.text.slice(0, equals);
    const value = word.text.slice(equals + 1);
    if (!isLabelKey(key))
      throw new UserError('bad-input', words().verbs.label.key({given: shown(key)}), {next: example()});
    if (equals === -1) {
      remove.add(key);
    } else if (isLabelValue(value)) {
      set.set(key, value);
    } else {
      throw new UserError('bad-input', words().verbs.label.value({given: shown(value)}));
    }
  }
  if ([...remove].some((key) => set.has(key))) {
    throw new UserError('bad-input', words().verbs.label.setAndRemoved);
  }
  return {set: Object.fromEntries(set), remove: [...remove]};
}
