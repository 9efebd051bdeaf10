import type {z} from 'zod';

/** What the schemas of all operations have in common: a kind, which no two share. */
export type OperationSchema = z.ZodObject<{readonly kind: z.ZodLiteral<string>}>;

/** All that is to be known of a kind of operation but how it is run, which is in `src/cluster/operations`. */
export interface OperationType<Schema extends OperationSchema = OperationSchema> {
  readonly schema: Schema;
  /** How long it may take from its start on a worker, in ms, tries included. */
  readonly deadlineMs: number;
  /** The same of one that is to follow what comes (`follow`). */
  readonly followingDeadlineMs?: number;
  /** Whether running it again changes nothing; where that holds of some of its actions, which. */
  readonly isReadOnly: boolean | readonly string[];
  /** Whether what it prints is cut at its start, where it must be cut: the end says the most. */
  readonly isEndShown: boolean;
}
