import {z} from 'zod';
import {resourceTypes} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {valued} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseOneOf} from '../parse-one-of.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const longest = 500;
/** A type and fields of it, with dots between: `pods.spec.containers`. */
const fieldPath = /^[\w$-]+(?:\.[\w$-]+)*\.?$/u;
const groupVersion = /^(?:(?<group>[a-z0-9.-]+)\/)?(?<version>[a-z0-9]+)$/u;

const schema = z.object({
  kind: z.literal('explain'),
  /** `pods.spec.containers`, or `deployments.apps.spec`: where the type ends is for the server's types to say. */
  resource: z.string(),
  /** Which group and version is meant. */
  in: z.object({group: z.string(), version: z.string()}).optional(),
  isRecursive: z.boolean(),
  /** How many levels are named; 0: all. */
  maxDepth: z.number().int().nonnegative(),
});
type Explain = z.infer<typeof schema>;

export const explain: Verb<typeof schema> = {
  name: 'explain',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  flags: [
    {name: 'recursive', short: 'R', takes: 'nothing'},
    {...valued('api-version'), suggests: ['v1', 'apps/v1', 'batch/v1']},
    {...valued('max-depth'), suggests: ['2']},
    {name: 'output', short: 'o', takes: 'value', suggests: ['plaintext'], isWithoutUse: true, taught: ''},
  ],
  targets: {form: 'TYPE NAME', types: resourceTypes.map(({plural}) => plural), isTypeAlone: true},
  read,
  taught: {
    forms: '`explain TYPE.FIELD.FIELD`',
    examples: [
      {line: 'explain pods.spec.containers', answer: 'the fields, their types and what the cluster says of them'},
    ],
  },
};

const example = (): string => typeLine(lineOf(['explain', 'pods.spec.containers']));

function read({flags}: CommandLine): Explain {
  const [typed, ...more] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (typed === undefined) throw new UserError('bad-input', words().verbs.explain.sayWhat, {next: example()});
  if (more.length > 0) {
    throw new LineRefusal('bad-input', words().verbs.explain.oneOnly, {
      instead: lineOf(['explain', [typed, ...more].map(({raw}) => raw).join('.')]),
      next: example(),
    });
  }
  if (typed.substitution !== undefined || typed.text.length > longest || !fieldPath.test(typed.text)) {
    throw new LineRefusal('bad-input', words().verbs.explain.notAPath({given: shown(typed.raw)}), {
      instead: lineOf(['explain', typed.raw.replaceAll('/', '.')]),
      next: example(),
    });
  }
  parseOneOf(flags.value('output'), {flag: '-o', values: ['plaintext']});
  const isRecursive = flags.isSet('recursive');
  const maxDepth = parseWholeNumber(flags.value('max-depth') ?? '0', {flag: '--max-depth', least: 0});
  if (maxDepth > 0 && !isRecursive) {
    throw new UserError('bad-input', 'error: --max-depth requires --recursive', {
      next: typeLine(lineOf(['explain', typed, '--recursive', `--max-depth=${maxDepth}`])),
    });
  }
  const asked = flags.value('api-version') ?? '';
  return {
    kind: 'explain',
    resource: typed.text.replace(/\.$/u, ''),
    ...(asked === '' ? {} : {in: readVersion(asked)}),
    isRecursive,
    maxDepth,
  };
}

function readVersion(text: string): Explain['in'] {
  const {group = '', version} = groupVersion.exec(text)?.groups ?? {};
  if (version === undefined || text.length > longest) {
    throw new UserError('bad-input', words().lines.values.notTaken({flag: '--api-version', given: shown(text)}), {
      next: words().lines.writeItLike({example: '--api-version=apps/v1'}),
    });
  }
  return {group, version};
}
