import {z} from 'zod';
import {aliasSchema} from './namespace-alias.ts';
import {keptTextSchema} from './shell/shell-state.ts';

/** Asks for a live card of Pods in place of the reply; the watcher goes on editing it. */
const cardRequestSchema = z.object({
  /** The Pods that the card shows, as a label selector; all of the sandbox's without it. */
  selector: z.string().optional(),
  /** Where they are, as the learner calls it, if that is not where the line is about. */
  namespace: aliasSchema.optional(),
});

/** The page that `browse` saw; `title` and `lines` are of the body, cut. */
const pageSchema = z.object({
  service: z.string(),
  /** By which host of an Ingress it was asked for, if it was. */
  host: z.string().optional(),
  path: z.string(),
  /** The kubectl line that fetches the same page. */
  line: z.string(),
  status: z.number().int(),
  title: z.string().optional(),
  lines: z.array(z.string()),
});

/** What the API server warned of, as kubectl prints it before all else, less `Warning: `. */
const warningsSchema = z.array(z.string()).optional();

/** How an operation ended. Errors that a learner can act on are outcomes too. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    /** What kubectl would print, exactly, less its last line end. */
    text: z.string(),
    /** Whether kubectl says it on its standard error, which goes through no pipe. */
    isAside: z.boolean().optional(),
    /** Whether there was no last line end. */
    isUnended: z.boolean().optional(),
    /** The same for about 36 columns, when `text` is a table. */
    short: z.string().optional(),
    warnings: warningsSchema,
    /** What was changed or left out on the way, a sentence each. */
    notes: z.array(z.string()),
    card: cardRequestSchema.optional(),
    /** Whether it may hold values that only its learner may read: it is kept in no record. */
    isPrivate: z.literal(true).optional(),
    /** What is to be kept of it in its learner's shell, and is not shown. */
    kept: keptTextSchema.optional(),
  }),
  z.object({kind: z.literal('page'), page: pageSchema, notes: z.array(z.string())}),
  z.object({
    kind: z.literal('failed'),
    /** The API server's reason, or a word of ours. */
    code: z.string(),
    /** The kubectl line in place of the command's, when it is known better by now. */
    line: z.string().optional(),
    message: z.string(),
    next: z.string().optional(),
    /** Since when no Pod has been ready behind the app that was asked for, in ms since 1970. */
    downSince: z.number().optional(),
    /** What was done before it failed, as kubectl would print it. */
    text: z.string().optional(),
    warnings: warningsSchema,
    notes: z.array(z.string()),
    card: cardRequestSchema.optional(),
  }),
  z.object({kind: z.literal('cancelled')}),
  /** It began, its end was not seen, and it is not safe to run again without asking. */
  z.object({kind: z.literal('interrupted')}),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
