const shells = new Set(['sh', 'ash', 'bash']);
/** Options of a shell that change how a script runs; those of who sits before one (`-i`, `-l`, `-s`) change nothing here. */
const setOptions = /[aefnuvx]/u;

/** What a shell is given to run by its arguments. */
export interface ShellScript {
  readonly script: string;
  /** The options that its arguments set, as the script would set them itself: `set -e -o pipefail`; empty without any. */
  readonly set: string;
  /** What `$0`, `$1`, … are in it. */
  readonly args: readonly string[];
}

/**
 * The script of `sh -c SCRIPT`, `bash -euo pipefail -c SCRIPT NAME ARGUMENT` and their kind; undefined for other programs, and for
 * a shell that reads its script from a file.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html
 */
export function shellScriptOf([program = '', ...rest]: readonly string[]): ShellScript | undefined {
  if (!shells.has(program.split('/').at(-1) ?? '')) return undefined;
  const set: string[] = [];
  let isCommand = false;
  let at = 0;
  for (; /^[-+]./u.test(rest[at] ?? '') && rest[at] !== '--'; at += 1) {
    const option = rest[at] ?? '';
    if (option.startsWith('--')) continue;
    const sign = option.charAt(0);
    for (const letter of option.slice(1)) {
      if (letter === 'c') isCommand = true;
      else if (setOptions.test(letter)) set.push(sign + letter);
      else if (letter === 'o') set.push(`${sign}o ${rest[(at += 1)] ?? ''}`);
    }
  }
  if (rest[at] === '--') at += 1;
  const script = rest[at];
  if (!isCommand || script === undefined) return undefined;
  return {script, set: set.length === 0 ? '' : `set ${set.join(' ')}`, args: rest.slice(at + 1)};
}
