import type {ShellWord} from './shell-words.ts';

/** Whether a word is kubectl, by its name, its usual alias or its path. */
export function isKubectl(word: ShellWord | undefined): boolean {
  return word !== undefined && /^(?:k|(?:[\w./~-]*[/\\])?kubectl(?:\.exe)?)$/iu.test(word.raw);
}
