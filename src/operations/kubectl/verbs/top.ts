import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, notNeeded, refused, selector, valued} from '../flags.ts';
import {knownResourceTypes} from '../find-resource-types.ts';
import {parseObjectName} from '../parse-object-name.ts';
import {parseOneOf} from '../parse-one-of.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const types = ['pods', 'nodes'] as const;
const orders = ['cpu', 'memory'] as const;

const schema = z.object({
  kind: z.literal('top'),
  type: z.enum(types),
  name: objectNameSchema.optional(),
  selector: z.string().optional(),
  sortBy: z.enum(orders).optional(),
  noHeaders: z.boolean(),
  /** Of Pods: a line each. */
  containers: z.boolean(),
  /** Of Pods: what all use together, in a line below. */
  sum: z.boolean(),
  /** Of nodes: shares of all that one has, not of what is there for Pods. */
  capacity: z.boolean(),
});
type Top = z.infer<typeof schema>;

const example = 'top pods';
const flagsOf: Readonly<Record<Top['type'], readonly string[]>> = {
  pods: ['containers', 'sum'],
  nodes: ['show-capacity'],
};

export const top: Verb<typeof schema> = {
  name: 'top',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    selector,
    {...valued('sort-by'), suggests: orders, taught: '--sort-by=cpu|memory'},
    bare('no-headers'),
    {...bare('containers'), note: 'of Pods'},
    {...bare('sum'), note: 'of Pods'},
    {...bare('show-capacity'), note: 'of nodes'},
    {name: 'use-protocol-buffers', takes: 'nothing', isWithoutUse: true, taught: ''},
    ...refused(notNeeded, [bare('show-swap')]),
  ],
  targets: {form: 'TYPE NAME', types},
  read,
  taught: {
    examples: [
      {line: 'top pods', answer: 'what each Pod uses of CPU and memory, where the cluster measures it'},
      {line: 'top nodes', answer: 'the same of the nodes of your sandbox'},
    ],
  },
};

function read({flags}: CommandLine): Top {
  const [typed, name, extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  const like = {next: words().lines.writeItLike({example})};
  const said = words().verbs.top;
  if (typed === undefined) throw new UserError('bad-input', said.sayWhat, like);
  const type = types.find((one) => knownResourceTypes(typed.text).some(({plural}) => plural === one));
  if (type === undefined || knownResourceTypes(typed.text).length > 1) {
    throw new UserError('unsupported', said.notThis({given: shown(typed.text)}), like);
  }
  if (extra !== undefined) throw new UserError('bad-input', said.one({given: shown(extra.raw)}), like);
  const others = types.flatMap((one) => (one === type ? [] : flagsOf[one]));
  const foreign = others.find((flag) => flags.isSet(flag));
  if (foreign !== undefined) {
    throw new UserError('unsupported', said.flag({type, flag: `--${foreign}`}), {next: words().policy.removeIt});
  }
  const selected = parseSelectorFlag(flags);
  if (selected !== undefined && name !== undefined) throw new UserError('bad-input', said.nameOrSelector, like);
  const sortBy = parseOneOf(flags.value('sort-by'), {flag: '--sort-by', values: orders});
  return {
    kind: 'top',
    type,
    ...(name === undefined ? {} : {name: parseObjectName(name)}),
    ...(selected === undefined ? {} : {selector: selected}),
    ...(sortBy === undefined ? {} : {sortBy}),
    noHeaders: flags.isSet('no-headers'),
    containers: flags.isSet('containers'),
    sum: flags.isSet('sum'),
    capacity: flags.isSet('show-capacity'),
  };
}
