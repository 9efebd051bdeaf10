import {z} from 'zod';
import {resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {inWords, inWordsOf} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {manifestless, nameOnly, valued} from '../flags.ts';
import {parseNewName} from '../parse-new-name.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseUsageTarget} from '../parse-usage-target.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const types = typesThat('isScaled');
const targetSchema = z.object({type: z.enum(types), name: objectNameSchema});
const usageSchema = z.union([z.object({utilization: z.number()}), z.object({averageValue: z.string()})]);

const schema = z.object({
  kind: z.literal('autoscale'),
  targets: z.array(targetSchema).min(1),
  /** Of the autoscaler; its target's own without it. */
  name: z.string().optional(),
  min: z.number().int().positive().optional(),
  max: z.number().int().positive(),
  cpu: usageSchema.optional(),
  memory: usageSchema.optional(),
  printing: printingSchema,
});
type Autoscale = z.infer<typeof schema>;

const example = 'autoscale deployment/NAME --min=1 --max=5 --cpu=50%';

export const autoscale: Verb<typeof schema> = {
  name: 'autoscale',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    {...valued('max'), suggests: ['3', '5']},
    {...valued('min'), suggests: ['1', '2']},
    {...valued('cpu'), suggests: ['50%', '80%'], taught: '--cpu=50%'},
    {...valued('memory'), suggests: ['80%', '64Mi'], taught: '--memory=64Mi'},
    // as kubectl had it up to v1.34, and still has
    {...valued('cpu-percent'), suggests: ['50', '80']},
    valued('name'),
    ...printFlags,
    ...manifestless,
    ...nameOnly,
  ],
  targets: {form: 'TYPE/NAME', types},
  read,
  taught: {
    forms: `on ${inWordsOf('en', types, 'and')}`,
    examples: [
      {
        line: 'autoscale deployment web --min=1 --max=5 --cpu=50%',
        answer: '`horizontalpodautoscaler.autoscaling/web autoscaled`; `get hpa` shows how it fares',
      },
    ],
  },
};

function read({flags}: CommandLine): Autoscale {
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: targetSchema,
    example,
    refusal: (kind) => words().verbs.autoscale.notThis({kind, others: scaled()}),
  });
  const like = {next: words().lines.writeItLike({example})};
  const said = words().verbs.autoscale;
  const most = flags.value('max');
  if (most === undefined) throw new UserError('bad-input', said.sayMost, like);
  const max = parseWholeNumber(most, {flag: '--max', least: 1});
  const min = boundOf(flags.value('min'), '--min');
  if (min !== undefined && min > max) throw new UserError('bad-input', said.minAboveMax({min, max}), like);
  const percent = boundOf(flags.value('cpu-percent'), '--cpu-percent');
  const cpu = parseUsageTarget(flags, 'cpu');
  if (cpu !== undefined && percent !== undefined) throw new UserError('bad-input', said.oneCpu, like);
  const used = cpu ?? (percent === undefined ? undefined : {utilization: percent});
  const memory = parseUsageTarget(flags, 'memory');
  const named = flags.value('name') ?? '';
  return {
    kind: 'autoscale',
    targets,
    ...(named === '' ? {} : {name: parseNewName([{text: named, raw: named}], {example})}),
    ...(min === undefined ? {} : {min}),
    max,
    ...(used === undefined ? {} : {cpu: used}),
    ...(memory === undefined ? {} : {memory}),
    printing: parsePrintFlags(flags),
  };
}

/** kubectl takes what is below 1 as if it had not been said. */
function boundOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined || text === '' || /^-\d{1,9}$/u.test(text)) return undefined;
  const number = parseWholeNumber(text, {flag, least: 0});
  return number === 0 ? undefined : number;
}

const scaled = (): string =>
  inWords(
    types.map((type) => words().verbs.rollout.listed({kind: resourceType(type).kind})),
    'and',
  );
