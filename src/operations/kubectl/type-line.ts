import type {ShellWord} from './shell-words.ts';
import {words} from '#src/words/words.ts';

/** The line of these words as a person would type it, with `kubectl` in front. */
export function lineOf(words: readonly (ShellWord | string)[]): string {
  return ['kubectl', ...rawOf(words)].join(' ');
}

/** The words as they were typed, without empty ones. */
export function rawOf(words: readonly (ShellWord | string)[]): string[] {
  return words.map((word) => (typeof word === 'string' ? word : word.raw)).filter((text) => text !== '');
}

/** What an error offers to type instead. */
export function typeLine(line: string): string {
  return words().lines.type({line});
}
