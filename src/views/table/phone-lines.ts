/** What a phone shows of a code block without breaking its lines. */
export const phoneColumns = 36;

/** Whether a line of the text is wider than so many columns. */
export function isWiderThan(text: string, columns: number): boolean {
  return text.split('\n').some((line) => columnsOf(line) > columns);
}

/** A text cut to so many columns in its middle, where two similar names are most alike. */
export function cutMiddle(text: string, columns: number): string {
  const characters = Array.from(text);
  if (columnsOf(text) <= columns) return text;
  const tail = Math.floor((columns - 1) / 2);
  const head = columns - 1 - tail;
  return fitting(`${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`, columns);
}

/**
 * Facts, joined with ` · `, on as many lines of the phone's width as they need, two columns in. A fact that is wider
 * than a line by itself is broken.
 */
export function factLines(facts: readonly string[]): readonly string[] {
  const width = phoneColumns - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const fact of facts.flatMap((fact) => broken(fact, width))) {
    const longer = line === '' ? fact : `${line}${separator}${fact}`;
    if (columnsOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = fact;
    }
  }
  return [...lines, line].filter((text) => text !== '').map((text) => indent + text);
}

const indent = '  ';
const separator = ' · ';
/** East Asian wide and fullwidth characters, and emoji, take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const zeroWidth = /\p{Mark}|\p{Cf}/u;

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (zeroWidth.test(character)) continue;
    columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

function fitting(text: string, columns: number): string {
  return broken(text, columns)[0] ?? '';
}

/** A text in pieces of at most so many columns, broken at spaces where there are any. */
function broken(text: string, columns: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of text.split(' ')) {
    const longer = piece === '' ? word : `${piece} ${word}`;
    if (columnsOf(longer) <= columns) {
      piece = longer;
      continue;
    }
    if (piece !== '') pieces.push(piece);
    piece = '';
    for (const character of word) {
      if (columnsOf(piece + character) > columns) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}
