import {z} from 'zod';
import {UserError} from '../user-error.ts';
import type {FlagDefinition} from './flags.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

const dryRuns = ['none', 'client', 'server'] as const;
const outputs = ['yaml', 'json', 'name'] as const;

/** Whether something is done or only tried, and what is printed of it. */
export const printingSchema = z.object({
  dryRun: z.enum(dryRuns).default('none'),
  /** The whole object, or its name; undefined: a line that says what was done. */
  output: z.enum(outputs).optional(),
  /** Flags that were given and change nothing, to be told. */
  ignored: z.array(z.string()).default([]),
});
export type Printing = z.infer<typeof printingSchema>;

/** What some lines of old still have. */
const withoutUse: readonly FlagDefinition[] = (
  [
    ['record', 'optional'],
    ['validate', 'optional'],
    ['save-config', 'nothing'],
    ['field-manager', 'value'],
    ['generator', 'value'],
  ] as const
).map(([name, takes]) => ({name, takes, isWithoutUse: true, taught: ''}));

/** Taken by whatever makes or changes objects. */
export const printFlags: readonly FlagDefinition[] = [
  {
    name: 'dry-run',
    takes: 'optional',
    implied: 'client',
    suggests: ['client', 'server'],
    taught: '--dry-run=client|server',
  },
  {name: 'output', short: 'o', takes: 'value', suggests: outputs, taught: `-o ${outputs.join('|')}`},
  ...withoutUse,
];

/** What kubectl took for `client` and `none` once. */
const dryRunsOfOld: ReadonlyMap<string, Printing['dryRun']> = new Map([
  ['true', 'client'],
  ['unchanged', 'client'],
  ['false', 'none'],
]);

/** @throws UserError `bad-input` for a trial or a format that there is not */
export function parsePrintFlags(flags: ParsedFlags): Printing {
  const typed = flags.value('dry-run') ?? 'none';
  const dryRun = dryRunsOfOld.get(typed) ?? dryRuns.find((candidate) => candidate === typed);
  if (dryRun === undefined) throw notTaken({flag: '--dry-run', given: typed, values: dryRuns});
  const format = flags.value('output')?.toLowerCase();
  const output = outputs.find((candidate) => candidate === format);
  if (format !== undefined && output === undefined) throw notTaken({flag: '-o', given: format, values: outputs});
  return {
    dryRun,
    ...(output === undefined ? {} : {output}),
    ignored: withoutUse.flatMap(({name}) => (flags.value(name) === undefined ? [] : [`--${name}`])),
  };
}

function notTaken({flag, given, values}: {flag: string; given: string; values: readonly string[]}): UserError {
  return new UserError('bad-input', words().lines.values.notTaken({flag, given: shown(given)}), {
    next: words().lines.takes({values: values.join(', ')}),
  });
}
