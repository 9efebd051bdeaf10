import {Lexer} from 'yaml';

interface LexedText {
  readonly source: string;
  readonly offset: number;
  /** Text without quotes, or the content of a block of text. */
  readonly isScalar: boolean;
}

/** What the lexer puts in front of the text without quotes; its other marks stand for no text either. */
const scalarMark = '\u001f';
const otherMarks: ReadonlySet<string> = new Set(['\u0002', '\u0018']);

/** The words and signs of a text in order; together they are the text. */
export function lexed(yaml: string): readonly LexedText[] {
  const found: LexedText[] = [];
  let offset = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(yaml)) {
    if (!isScalar && source === scalarMark) isScalar = true;
    else if (isScalar || !otherMarks.has(source)) {
      found.push({source, offset, isScalar});
      offset += source.length;
      isScalar = false;
    }
  }
  return found;
}

/** Of lines, the indices of those that begin inside a text of several lines: there, nothing is YAML. */
export function linesInsideText(lines: readonly string[]): ReadonlySet<number> {
  const begun = new Set(lexed(lines.join('\n')).map(({offset}) => offset));
  const inside = new Set<number>();
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    if (!begun.has(offset) && line !== '') inside.add(index);
    offset += line.length + 1;
  }
  return inside;
}
