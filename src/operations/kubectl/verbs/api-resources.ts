import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, valued} from '../flags.ts';
import {parseOneOf} from '../parse-one-of.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const outputs = ['wide', 'name'] as const;
const orders = ['name', 'kind'] as const;
const mostWords = 40;

const schema = z.object({
  kind: z.literal('api-resources'),
  output: z.enum(outputs).optional(),
  sortBy: z.enum(orders).optional(),
  hasHeaders: z.boolean(),
  /** Only those of this group, which is empty for the core group. */
  group: z.string().optional(),
  isNamespaced: z.boolean().optional(),
  /** Only those that take all of these. */
  verbs: z.array(z.string()).max(mostWords),
  /** Only those that are in all of these. */
  categories: z.array(z.string()).max(mostWords),
});
type ApiResources = z.infer<typeof schema>;

export const apiResources: Verb<typeof schema> = {
  name: 'api-resources',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  flags: [
    {name: 'output', short: 'o', takes: 'value', suggests: outputs, taught: `-o ${outputs.join('|')}`},
    {name: 'namespaced', takes: 'optional', implied: 'true', suggests: ['true', 'false']},
    {...valued('api-group'), suggests: ['apps', 'batch']},
    {...valued('verbs'), suggests: ['list', 'create']},
    {...valued('categories'), suggests: ['all']},
    {...valued('sort-by'), suggests: orders},
    bare('no-headers'),
    {...bare('cached'), isWithoutUse: true, taught: ''},
  ],
  read,
  taught: {
    examples: [{line: 'api-resources --namespaced=true', answer: 'the types that the cluster has, a line each'}],
  },
};

function read({flags}: CommandLine): ApiResources {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra !== undefined) {
    throw new UserError('bad-input', words().verbs.takesNoArguments({verb: 'api-resources', given: shown(extra.raw)}), {
      next: typeLine(lineOf(['api-resources'])),
    });
  }
  const output = parseOneOf(flags.value('output'), {flag: '-o', values: outputs});
  const sortBy = parseOneOf(flags.value('sort-by'), {flag: '--sort-by', values: orders});
  const namespaced = parseOneOf(flags.value('namespaced'), {flag: '--namespaced', values: ['true', 'false']});
  const group = flags.value('api-group');
  return {
    kind: 'api-resources',
    ...(output === undefined ? {} : {output}),
    ...(sortBy === undefined ? {} : {sortBy}),
    hasHeaders: !flags.isSet('no-headers'),
    ...(group === undefined ? {} : {group}),
    ...(namespaced === undefined ? {} : {isNamespaced: namespaced === 'true'}),
    verbs: wordsOf('verbs', flags),
    categories: wordsOf('categories', flags),
  };
}

function wordsOf(name: 'verbs' | 'categories', flags: CommandLine['flags']): string[] {
  const given = flags.list(name).filter((word) => word !== '');
  if (given.length <= mostWords) return given;
  throw new UserError('bad-input', words().lines.values.notTaken({flag: `--${name}`, given: shown(given.join(','))}), {
    next: words().lines.writeItLike({example: `--${name}=${given[0] ?? ''}`}),
  });
}
