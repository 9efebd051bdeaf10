import type {ManifestSource} from '../arguments.ts';
import type {LabFiles} from './lab-files.ts';
import type {BesideOwnFiles} from './own-file.ts';
import type {ParsedFlags} from './parse-flags.ts';
import type {ShellWord} from './shell-words.ts';

/** A command of one verb, read as far as all verbs have in common. */
export interface CommandLine {
  readonly flags: ParsedFlags;
  /** What stands behind the verb, as it was typed. */
  readonly words: readonly ShellWord[];
  readonly files: LabFiles;
  /** What another line hands on to it by a `|`. */
  readonly input?: ManifestSource;
  /** The lab's folder under `labs/`. */
  readonly lab: string;
  /** Beside what a file of one's own would be; undefined where there can be none. */
  readonly own?: BesideOwnFiles;
}
