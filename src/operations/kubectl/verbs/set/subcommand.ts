import type {FlagDefinition} from '../../flags.ts';
import type {ParsedFlags} from '../../parse-flags.ts';
import type {ShellWord} from '../../shell-words.ts';

/** What `set` sets: its words and its flags, and how they are read. */
export interface SetSubcommand<Change> {
  readonly name: string;
  /** In all spellings. */
  readonly names: readonly string[];
  readonly flags: readonly FlagDefinition[];
  /** A line that works, without `kubectl`. */
  readonly example: string;
  /**
   * What is to be set, and the words that are left for objects.
   * @throws UserError
   */
  readonly read: (
    typed: readonly ShellWord[],
    flags: ParsedFlags,
  ) => {readonly change: Change; readonly objects: readonly ShellWord[]};
}

/** Which containers are meant: a name, in which `*` stands for anything. */
export const containers: FlagDefinition = {name: 'containers', short: 'c', takes: 'value'};
