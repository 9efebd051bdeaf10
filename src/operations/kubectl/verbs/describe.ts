import {z} from 'zod';
import {isTypeThat, typesThat} from '#src/kinds/resource-types.ts';
import {resourceArgumentSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, manifestless, selector} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('describe'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: z.string().optional(),
  /** Whether events are shown; without it, those of one object and not of several. */
  showEvents: z.boolean().optional(),
  /** Whether the one name given may be the beginning of several. */
  matchesPrefix: z.boolean(),
});
type Describe = z.infer<typeof schema>;

export const describe: Verb<typeof schema> = {
  name: 'describe',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: true,
  isConfidential: () => false,
  isOfNamespace: ({resources}) => resources.some(({type}) => isTypeThat(type, 'isNamespaced')),
  flags: [selector, bare('show-events'), ...manifestless],
  targets: {form: 'TYPE NAME', types: typesThat('isDescribed'), takesAll: true},
  read,
  taught: {
    forms: 'a name may be only the beginning of some',
    examples: [{line: 'describe deploy web', answer: 'what kubectl prints; when it is long, its end with the events'}],
  },
};

function read({flags}: CommandLine): Describe {
  const typed = [...flags.args, ...(flags.afterDashes ?? [])];
  const resources = [...parseResourceArguments(typed)];
  if (resources.length === 0) {
    throw new UserError('bad-input', words().verbs.describe.sayWhat);
  }
  const selects = flags.value('selector');
  const unknown = resources.find(({type}) => !isTypeThat(type, 'isDescribed'));
  if (unknown !== undefined) {
    const {message, next} = words().verbs.describe.notThis({type: unknown.type});
    throw new LineRefusal('unsupported', message, {
      instead: lineOf(['get', ...typed, ...(selects === undefined ? [] : ['-l', `'${selects}'`]), '-o yaml']),
      next,
    });
  }
  const selected = parseSelectorFlag(flags);
  if (selected !== undefined && resources.some(({name}) => name !== undefined)) {
    throw new UserError('bad-input', words().lines.values.nameAndSelector);
  }
  const showEvents = flags.value('show-events');
  return {
    kind: 'describe',
    resources,
    ...(selected === undefined ? {} : {selector: selected}),
    ...(showEvents === undefined ? {} : {showEvents: showEvents === 'true'}),
    matchesPrefix: typed.length === 2 && resources.length === 1 && !typed.some(({text}) => text.includes('/')),
  };
}
