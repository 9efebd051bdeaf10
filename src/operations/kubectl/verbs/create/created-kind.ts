import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {CommandLine} from '../../command-line.ts';
import type {FlagDefinition} from '../../flags.ts';
import type {ShellWord} from '../../shell-words.ts';

/** A line of `create` that makes one kind of object: its words, its flags, and what it makes of them. */
export interface CreatedKind {
  /** What stands behind `create`, in all spellings, the one that is taught first: `service clusterip`, `svc clusterip`. */
  readonly names: readonly [string, ...string[]];
  /** One that several kinds take is the same in each of them. */
  readonly flags: readonly FlagDefinition[];
  /** A line that works, without `kubectl`. */
  readonly example: string;
  /** What kubectl says before the server's reason: `failed to create deployment`; undefined: what it says of what is in files. */
  readonly failure: string | undefined;
  /**
   * The object as kubectl prints it, its keys in kubectl's order. It is admitted as if it had been applied.
   * @throws UserError for what kubectl would refuse, and what is not supported
   */
  readonly make: (line: CreateLine) => JsonObject;
  /**
   * What the line makes of something that is there, which is looked up when it runs; undefined if it makes it of itself.
   * @throws UserError as `make`
   */
  readonly copies?: (line: CreateLine) => Copied | undefined;
}

/** A Job of what a CronJob would run. */
export const copiedSchema = z.object({name: z.string(), cronJob: z.string()});
type Copied = z.infer<typeof copiedSchema>;

/** A line of `create`, behind the words that say the kind. */
export interface CreateLine extends CommandLine {
  /** What is neither a flag nor behind a `--`. */
  readonly typed: readonly ShellWord[];
}
