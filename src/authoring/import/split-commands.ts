/** One command of a text of a shell. */
export interface Piece {
  readonly text: string;
  /** How many lines below the text's first it begins. */
  readonly below: number;
}

/** Blanks, and line ends that a backslash takes away. */
const joinedStart = /^(?:\s|\\\n)+/u;
const compound = /^\s*(?:for|while|until|if|case|function|select)\b/u;

/**
 * The commands that `&&`, `||`, `;` and line ends part, outside of quotes and `$(…)`; what stands between the words of a
 * loop stays whole. A backslash at a line's end joins it with the next.
 */
export function splitCommands(text: string): Piece[] {
  if (compound.test(text)) return [{text: text.trim(), below: 0}];
  const pieces: Piece[] = [];
  let begin = 0;
  const take = (end: number): void => {
    const piece = text.slice(begin, end);
    const own = piece.replace(joinedStart, '').trim();
    const first = begin + piece.length - piece.replace(joinedStart, '').length;
    if (own !== '') pieces.push({text: own, below: lineBreaksIn(text.slice(0, first))});
  };
  for (const {at, character, isOpen} of charactersOf(text)) {
    if (isOpen || at < begin) continue;
    const two = text.slice(at, at + 2);
    const length = two === '&&' || two === '||' ? 2 : character === ';' || character === '\n' ? 1 : 0;
    if (length === 0) continue;
    take(at);
    begin = at + length;
  }
  take(text.length);
  return pieces;
}

/** Whether a quote or a `$(` is not closed, so that the next line goes on with it. */
export function isUnfinished(text: string): boolean {
  let isOpen = false;
  for (const character of charactersOf(`${text}\n`)) isOpen = character.isOpen;
  return isOpen;
}

interface Character {
  readonly at: number;
  readonly character: string;
  /** Whether it is within quotes, a comment or `$(…)`, or has a backslash in front. */
  readonly isOpen: boolean;
}

function* charactersOf(text: string): Generator<Character> {
  let quote = '';
  let depth = 0;
  let isComment = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isComment && character !== '\n') {
      yield {at, character, isOpen: true};
      continue;
    }
    isComment = false;
    if (quote !== "'" && character === '\\') {
      yield {at, character, isOpen: true};
      if (at + 1 < text.length) yield {at: at + 1, character: text.charAt(at + 1), isOpen: true};
      at += 1;
      continue;
    }
    const isStart = at === 0 || /\s/u.test(text.charAt(at - 1));
    if (quote !== '') {
      if (character === quote) quote = '';
      yield {at, character, isOpen: true};
    } else if (character === '"' || character === "'") {
      quote = character;
      yield {at, character, isOpen: true};
    } else if (character === '#' && isStart && depth === 0) {
      isComment = true;
      yield {at, character, isOpen: true};
    } else {
      if (character === '(') depth += 1;
      if (character === ')') depth = Math.max(0, depth - 1);
      yield {at, character, isOpen: depth > 0};
    }
  }
}

const lineBreaksIn = (text: string): number => text.split('\n').length - 1;
