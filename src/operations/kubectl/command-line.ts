import type {LabFiles} from './lab-files.ts';
import type {ParsedFlags} from './parse-flags.ts';
import type {ShellWord} from './shell-words.ts';

/** A command of one verb, read as far as all verbs have in common. */
export interface CommandLine {
  readonly flags: ParsedFlags;
  /** What stands behind the verb, as it was typed. */
  readonly words: readonly ShellWord[];
  readonly files: LabFiles;
  /** The lab's folder under `labs/`. */
  readonly lab: string;
}
