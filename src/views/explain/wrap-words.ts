const noBreak = '\u00a0';

/**
 * Breaks a text at blanks into lines of at most `limit` characters, as kubectl does: a word that is as long stands alone
 * on its line, and line breaks that are there stay.
 */
export function wrapWords(text: string, limit: number): string {
  let written = '';
  let column = 0;
  let blanks = '';
  let word = '';
  let wordLength = 0;
  const flush = (): void => {
    column += blanks.length + wordLength;
    written += blanks + word;
    blanks = '';
    word = '';
    wordLength = 0;
  };
  for (const character of text) {
    if (character === '\n') {
      if (word === '' && column + blanks.length > limit) blanks = '';
      flush();
      written += '\n';
      column = 0;
    } else if (/\s/u.test(character) && character !== noBreak) {
      if (blanks === '' || word !== '') flush();
      blanks += character;
    } else {
      word += character;
      wordLength += 1;
      if (column + wordLength + blanks.length > limit && wordLength < limit) {
        written += '\n';
        column = 0;
        blanks = '';
      }
    }
  }
  if (word !== '' || column + blanks.length <= limit) flush();
  return written;
}
