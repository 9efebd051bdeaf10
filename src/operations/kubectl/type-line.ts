import type {ShellWord} from './shell-words.ts';

const longestOffered = 300;

/** The line of these words as a person would type it, with `kubectl` in front. */
export function lineOf(words: readonly (ShellWord | string)[]): string {
  const texts = words.map((word) => (typeof word === 'string' ? word : word.raw));
  return ['kubectl', ...texts.filter((text) => text !== '')].join(' ');
}

/** What an error offers to type instead, shortened if it would fill the screen. */
export function typeLine(line: string): string {
  return `Type: ${line.length > longestOffered ? `${line.slice(0, longestOffered)}…` : line}`;
}
