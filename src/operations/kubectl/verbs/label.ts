import {z} from 'zod';
import {isLabelKey, isLabelValue} from '#src/kubernetes/label-syntax.ts';
import {isTypeThat, startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {inWords} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, manifestless, selector} from '../flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';

const schema = z.object({
  kind: z.literal('label'),
  type: z.enum(typesThat('isLabelled')),
  names: z.array(objectNameSchema),
  selector: z.string().optional(),
  all: z.boolean(),
  set: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  overwrite: z.boolean(),
});
type Label = z.infer<typeof schema>;

/** The types whose labels can be set, the likeliest first. */
const labelledTypes = startingWith(['nodes'], typesThat('isLabelled'));

const mostLabels = 50;
const example = 'Write label node NAME key=value, or key- to remove it.';

export const label: Verb<typeof schema> = {
  name: 'label',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  flags: [selector, all, bare('overwrite'), ...manifestless],
  targets: {form: 'TYPE NAME', types: labelledTypes},
  read,
  taught: {
    forms: `\`key=value\`, \`key-\`; on ${inWords(labelledTypes, 'and')}`,
    examples: [
      {
        line: "label node $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}') disk=fast",
        answer: '`node/lab-node labeled`',
      },
    ],
  },
};

function read({flags}: CommandLine): Label {
  const words = [...flags.args, ...(flags.afterDashes ?? [])];
  const firstLabel = words.findIndex(isLabelChange);
  const resourceWords = firstLabel === -1 ? words : words.slice(0, firstLabel);
  const labelWords = firstLabel === -1 ? [] : words.slice(firstLabel);
  if (labelWords.length > mostLabels) throw new UserError('bad-input', `That is more than ${mostLabels} labels.`);
  const {type, names} = parseLabelled(resourceWords);
  const selected = parseSelectorFlag(flags);
  const isForAll = flags.isSet('all');
  refuseConflicts({hasNames: names.length > 0, hasSelector: selected !== undefined, all: isForAll});
  return {
    kind: 'label',
    type,
    names,
    ...(selected === undefined ? {} : {selector: selected}),
    all: isForAll,
    ...parseChanges(labelWords),
    overwrite: flags.isSet('overwrite'),
  };
}

function isLabelChange({text, substitution}: ShellWord): boolean {
  return substitution === undefined && (text.includes('=') || text.endsWith('-'));
}

function parseLabelled(words: readonly ShellWord[]): Pick<Label, 'type' | 'names'> {
  const resources = parseResourceArguments(words);
  const types = [...new Set(resources.map((resource) => resource.type))];
  const [type] = types;
  if (type === undefined) throw new UserError('bad-input', 'Say what to label.', {next: example});
  if (!isTypeThat(type, 'isLabelled') || types.length > 1) {
    throw new UserError('unsupported', `Labels are set on ${labelledTypes.join(' or on ')} here.`, {
      next: `${example} For other objects use /edit, which opens one in a window.`,
    });
  }
  return {type, names: resources.flatMap(({name}) => (name === undefined ? [] : [name]))};
}

function refuseConflicts(given: {hasNames: boolean; hasSelector: boolean; all: boolean}): void {
  const count = Object.values(given).filter(Boolean).length;
  if (count === 0) {
    throw new UserError('bad-input', 'Say which objects to label: names, a selector (-l) or --all.', {next: example});
  }
  if (count > 1) throw new UserError('bad-input', 'Names, a selector (-l) and --all cannot go together.');
}

function parseChanges(words: readonly ShellWord[]): Pick<Label, 'set' | 'remove'> {
  if (words.length === 0) throw new UserError('bad-input', 'Say which label to set.', {next: example});
  const set = new Map<string, string>();
  const remove = new Set<string>();
  for (const word of words) {
    if (!isLabelChange(word)) {
      throw new UserError('bad-input', `${shown(word.raw)} is neither key=value nor key-.`, {next: example});
    }
    const equals = word.text.indexOf('=');
    const key = equals === -1 ? word.text.slice(0, -1) : word.text.slice(0, equals);
    const value = word.text.slice(equals + 1);
    if (!isLabelKey(key))
      throw new UserError('bad-input', `${shown(key)} cannot be the key of a label.`, {next: example});
    if (equals === -1) {
      remove.add(key);
    } else if (isLabelValue(value)) {
      set.set(key, value);
    } else {
      throw new UserError('bad-input', `${shown(value)} cannot be the value of a label.`, {
        next: 'Values have up to 63 letters, digits, dots, hyphens and underscores.',
      });
    }
  }
  if ([...remove].some((key) => set.has(key))) {
    throw new UserError('bad-input', 'A label cannot be set and removed in one command.');
  }
  return {set: Object.fromEntries(set), remove: [...remove]};
}
