import {isPlainText} from './yaml-plain-text.ts';

/** The column after which a line is folded at its next space. */
const bestWidth = 80;

const startIndicators = /^[#,[\]{}&*!|>'"%@`]/u;
const blockIndicators = /^(?:---|\.\.\.)|^[?:-](?=\s|$)|:(?=\s|$)|\s#/u;
const unprintable = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
]);

export interface ScalarPlace {
  /** The column at which the text begins. */
  readonly column: number;
  /** The column at which its further lines begin. */
  readonly indent: number;
  readonly isKey: boolean;
}

/** A text as kubectl's YAML writer puts it: plain, single-quoted, double-quoted or as a block, folded after 80 columns. */
export function yamlScalar(text: string, place: ScalarPlace): string {
  const hasBreak = text.includes('\n');
  const isUnprintable = unprintable.test(text) || / \n/u.test(text);
  if (isUnprintable || (hasBreak && (place.isKey || text.endsWith(' ')))) return doubleQuoted(text, place);
  if (hasBreak) return block(text, place);
  if (!isPlainText(text)) return doubleQuoted(text, place);
  const isPlain =
    !text.startsWith(' ') && !text.endsWith(' ') && !startIndicators.test(text) && !blockIndicators.test(text);
  return isPlain ? fold(text, place) : `'${fold(text.replaceAll("'", "''"), {...place, column: place.column + 1})}'`;
}

/** `|`, with the indentation where the text itself begins with space, and `-` or `+` for its last line breaks. */
function block(text: string, {indent}: ScalarPlace): string {
  const indentation = /^[ \n]/u.test(text) ? '2' : '';
  const keepsBreaks = text === '\n' || text.endsWith('\n\n');
  const chomping = text.endsWith('\n') ? (keepsBreaks ? '+' : '') : '-';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const indented = lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return [`|${indentation}${chomping}`, ...indented].join('\n');
}

function fold(text: string, {column, indent, isKey}: ScalarPlace): string {
  if (isKey || column + text.length <= bestWidth) return text;
  const characters = Array.from(text);
  let folded = '';
  let at = column;
  for (const [index, character] of characters.entries()) {
    const isLone = character === ' ' && characters[index - 1] !== ' ' && characters[index + 1] !== ' ';
    if (isLone && at > bestWidth && index > 0 && index < characters.length - 1) {
      folded += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      folded += character;
      at += 1;
    }
  }
  return folded;
}

function doubleQuoted(text: string, {column, indent, isKey}: ScalarPlace): string {
  const characters = Array.from(text);
  let quoted = '"';
  let at = column + 1;
  for (const [index, character] of characters.entries()) {
    const isInside = index > 0 && index < characters.length - 1;
    if (character === ' ' && !isKey && characters[index - 1] !== ' ' && at > bestWidth && isInside) {
      const escape = characters[index + 1] === ' ' ? '\\' : '';
      quoted += `\n${' '.repeat(indent)}${escape}`;
      at = indent + escape.length;
    } else {
      const written = escaped(character);
      quoted += written;
      at += written.length;
    }
  }
  return `${quoted}"`;
}

function escaped(character: string): string {
  const escape = escapes.get(character);
  if (escape !== undefined) return escape;
  if (!unprintable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
