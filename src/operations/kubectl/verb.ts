import type {z} from 'zod';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {OperationSchema, OperationType} from '../operation-type.ts';
import type {CommandLine} from './command-line.ts';
import type {LineSoFar} from './completion.ts';
import type {FlagDefinition} from './flags.ts';
import type {ParsedFlags} from './parse-flags.ts';
import type {ShellWord} from './shell-words.ts';

/** A verb of kubectl: what it takes, how it is read, completed and taught. A new one is a file and a line in `verbs.ts`. */
export interface Verb<Schema extends OperationSchema = OperationSchema> extends OperationType<Schema> {
  readonly name: string;
  /** What stands behind its name, with the flags that each takes of the verb's. */
  readonly subcommands?: readonly {readonly name: string; readonly flags: readonly string[]}[];
  /** Which of the verb's flags stand where no subcommand does; undefined: none. */
  readonly flagsAlone?: readonly string[];
  readonly flags: readonly FlagDefinition[];
  /** How its objects are named; undefined: by flags alone. */
  readonly targets?: Targets;
  /** What its next argument is likely to be, where that is no object. */
  readonly offers?: (line: LineSoFar) => readonly string[];
  /** Whether `--namespace` says what is to be the current one, and not where it is done. */
  readonly isOfContext?: true;
  /** The namespace that its arguments say, which comes before that of `--namespace`. @throws UserError */
  readonly namespaceOf?: (flags: ParsedFlags) => string | undefined;
  /** Looks at the words before their flags are read: what is wrong with them may say more. @throws UserError */
  readonly judge?: (typed: readonly ShellWord[]) => void;
  /** @throws UserError for what kubectl would refuse, and what is not supported */
  readonly read: (command: CommandLine) => z.infer<Schema>;
  readonly taught: Taught;
}

/** How a verb's objects are named, and what follows them. */
export interface Targets {
  /** `get pods NAME` or `logs pod/NAME`: what is completed. Both are read. */
  readonly form: 'TYPE NAME' | 'TYPE/NAME';
  /** The likeliest first. */
  readonly types: readonly ResourceTypeName[];
  /** Whether `all` is one of the types. */
  readonly takesAll?: boolean;
  /** Whether it is about a type, and no object of it. */
  readonly isTypeAlone?: boolean;
  /** What follows the object. */
  readonly followedBy?: readonly string[];
}

/** Its rows in the table of docs/learners.md, in Markdown. */
interface Taught {
  /** What it takes besides its flags. */
  readonly forms?: string;
  readonly examples: readonly {readonly line: string; readonly answer: string}[];
}
