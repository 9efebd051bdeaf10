import type {z} from 'zod';
import type {ManifestSource} from './arguments.ts';

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
  // what follows are methods, so that a list of all kinds can be asked about one of them
  /**
   * Whether values that only its learner may read can be in what is answered, errors included. Every kind says so: what is
   * forgotten would be shown to others.
   */
  isConfidential(operation: z.infer<Schema>): boolean;
  /** Whether it is about what is in a namespace, so that it matters which is the current one; undefined: always. */
  isOfNamespace?(operation: z.infer<Schema>): boolean;
  /** The YAML that it is about, whether it does something with it or only tries it; undefined: never any. */
  manifests?(operation: z.infer<Schema>): readonly ManifestSource[];
  /** Its fields that hold text of any length, without that: enough to show it, and nothing to run it by. */
  shortened?(operation: z.infer<Schema>): Omit<Partial<z.infer<Schema>>, 'kind'>;
}
