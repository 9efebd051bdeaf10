import {words} from '#src/words/words.ts';

const longestShown = 60;

/** Text that a person typed, in quotes, without control characters and short enough for a sentence. */
export function shown(text: string): string {
  const characters = Array.from(text.replaceAll(/[\u0000-\u001f\u007f]/gu, ' '));
  const cut = characters.length > longestShown ? [...characters.slice(0, longestShown - 1), '…'] : characters;
  return words().lines.quoted({text: cut.join('')});
}
