import {z} from 'zod';

const count = z.number().int().nonnegative();

/** What can stand behind a `|`: a program that reads text and prints text, of which only what is listed here is done. */
export const filterSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('grep'),
    patterns: z.array(z.string()).min(1),
    syntax: z.enum(['basic', 'extended', 'fixed']),
    ignoresCase: z.boolean(),
    inverts: z.boolean(),
    /** `-w`, `-x`: what of a line must match. */
    whole: z.enum(['word', 'line']).optional(),
    prints: z.enum(['lines', 'count', 'matches']),
    isNumbered: z.boolean(),
    /** `-m`: after so many lines it reads no more. */
    most: count.optional(),
    before: count,
    after: count,
  }),
  z.object({kind: z.literal('head'), unit: z.enum(['lines', 'bytes']), count, isButLast: z.boolean()}),
  z.object({kind: z.literal('tail'), unit: z.enum(['lines', 'bytes']), count, isFrom: z.boolean()}),
  z.object({kind: z.literal('wc'), counts: z.array(z.enum(['lines', 'words', 'characters', 'bytes'])).min(1)}),
  z.object({
    kind: z.literal('sort'),
    isReversed: z.boolean(),
    /** Whether lines with one key are in reverse order, too, which `-k 2r` does not ask for. */
    areTiesReversed: z.boolean(),
    isNumeric: z.boolean(),
    isUnique: z.boolean(),
    ignoresCase: z.boolean(),
    /** Fields from 1; `to` is the last one that counts. */
    key: z.object({from: count.min(1), to: count.optional()}).optional(),
    separator: z.string().optional(),
  }),
  z.object({kind: z.literal('uniq'), isCounted: z.boolean(), only: z.enum(['all', 'repeated', 'single'])}),
  z.object({
    kind: z.literal('cut'),
    unit: z.enum(['fields', 'characters']),
    delimiter: z.string(),
    ranges: z.array(z.object({from: count.min(1), to: count.optional()})).min(1),
    isOnlyDelimited: z.boolean(),
  }),
  z.object({
    kind: z.literal('tr'),
    from: z.string(),
    to: z.string().optional(),
    deletes: z.boolean(),
    squeezes: z.boolean(),
  }),
  z.object({kind: z.literal('base64'), decodes: z.boolean(), width: count}),
  z.object({
    kind: z.literal('jq'),
    steps: z.array(
      z.discriminatedUnion('kind', [
        z.object({kind: z.literal('key'), name: z.string(), isOptional: z.boolean()}),
        z.object({kind: z.literal('index'), index: z.number().int(), isOptional: z.boolean()}),
        z.object({kind: z.literal('each'), isOptional: z.boolean()}),
        z.object({kind: z.literal('keys')}),
        z.object({kind: z.literal('length')}),
      ]),
    ),
    isRaw: z.boolean(),
    isCompact: z.boolean(),
  }),
  /** `$N`, or `$0`, with blanks between those that are printed; of a pattern only the lines that have it. */
  z.object({
    kind: z.literal('awk'),
    pattern: z.string().optional(),
    fields: z
      .array(z.union([count, z.literal('last')]))
      .min(1)
      .max(20),
    separator: z.string().optional(),
    firstLine: count,
  }),
  /** `cat`, `less`, `more`, which change nothing here. */
  z.object({kind: z.literal('cat'), program: z.string()}),
]);
export type Filter = z.infer<typeof filterSchema>;
export type FilterOf<Kind extends Filter['kind']> = Extract<Filter, {kind: Kind}>;
