import {parseKubectl} from './parse-kubectl.ts';
import type {LabFiles} from './lab-files.ts';
import type {ShellState} from '../shell/shell-state.ts';
import {UserError} from '../user-error.ts';

/** A file of one's own comes before one of the lab that is called the same. */
const mayNameFile = /(?:^|\s)(?:-[a-zA-Z]*f|--f|cp\s)/u;

/**
 * Reads a line of somebody with files and variables of their own. These are asked for only where a line may be about them: what
 * is not needs no look at what is kept, and is taken while that is away.
 * @throws UserError as `parseKubectl`, and whatever `readShell` does
 */
export async function parseInShell(
  line: string,
  lab: {readonly files: LabFiles; readonly lab: string},
  readShell: () => Promise<ShellState>,
): Promise<ReturnType<typeof parseKubectl>> {
  if (!mayNameFile.test(line)) {
    try {
      return parseKubectl(line, lab);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return parseKubectl(line, {...lab, shell: await readShell()});
}
