import {shellLimits, type Destination, type ShellState} from '../shell/shell-state.ts';
import {UserError} from '../user-error.ts';
import {pathInLab, type LabFiles} from './lab-files.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/** Among what a file of one's own would be. */
export interface BesideOwnFiles {
  readonly shell: ShellState;
  /** The lab's own files, which nobody writes over. */
  readonly labFiles: LabFiles;
  readonly lab: string;
}

const path = /^(?:~\/|\.\/|\/)?[\w][\w.@-]*(?:\/[\w][\w.@-]*)*$/u;

/**
 * The path under which what is written into a file is kept; undefined for what no file can be called.
 * @throws UserError `bad-input` for a file of the lab's, and for one more than somebody can have
 */
export function ownFile(typed: string, {shell, labFiles, lab}: BesideOwnFiles): string | undefined {
  if (typed.startsWith('/dev/')) return undefined;
  const wanted = path.test(typed) ? pathInLab(typed, lab) : undefined;
  if (wanted === undefined || wanted === '' || wanted.length > shellLimits.pathLength) return undefined;
  if (labFiles.has(wanted)) throw new UserError('bad-input', words().shell.labsFile({file: shown(wanted)}));
  requireRoom({kind: 'file', name: wanted}, shell);
  return wanted;
}

/** @throws UserError `bad-input` for one more than somebody can have */
export function requireRoom({kind, name}: Destination, {files, variables}: ShellState): void {
  const held = kind === 'file' ? files : variables;
  const most = kind === 'file' ? shellLimits.files : shellLimits.variables;
  if (held.has(name) || held.size < most) return;
  const names = [...held.keys()].sort().join(', ');
  throw new UserError(
    'bad-input',
    kind === 'file' ? words().shell.files({most, names}) : words().shell.variables({most, names}),
  );
}
