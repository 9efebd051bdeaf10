import {words} from '#src/words/words.ts';
import {bulletOfKey} from './bullets.ts';
import {lexed, linesInsideText} from './lexed-yaml.ts';
import type {Mending} from './mending.ts';
import {plainEncoding} from './plain-encoding.ts';
import {isBlank} from './is-blank.ts';
import {unwrapLines, withoutHeadings} from './unwrap-lines.ts';
import {withFirstLine, withoutScreen} from './as-on-a-screen.ts';

/** YAML as it was meant, on the same lines as it was written, and what was mended, a sentence's end each. */
interface MendedYaml {
  readonly yaml: string;
  readonly mended: readonly string[];
}

/** Unicode's spaces, and what takes no room at all, as web pages and word processors put them in front of a line. */
const wideSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const noSpaces = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
/** What nobody sees in a word, and no alphabet needs. */
const unseen = /[\u00ad\u200b\u2060\ufeff]/gu;
const unicodeSpace = /[\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/u;
/** Indentation, the dashes of list items, a key and its colon; spaces that are none in YAML may stand among them. */
const structure =
  /^(?:[\s\u200b-\u200d\u2060]|-(?=[\s\u200b-\u200d\u2060]))*(?:[\w./\u00ad\u200b-\u200d\u2060\ufeff-]+[\s\u200b-\u200d\u2060]*:(?:[\s\u200b-\u200d\u2060]+|$))?/u;
const blockScalarStart = /(?:^|[:\s-])[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?\r?$/u;
const wideAfterBlockStart =
  /(?<=[:-][ \t]*[|>][1-9+-]*)[ \t\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+\r?$/u;

const heredocEnd = /^(?:EOF|EOT|END|YAML)\s*$/u;
/** A line that is to part two objects, with a dash too few or too many, or with those that a word processor makes. */
const separator = /^(?!(?:-|-{3})\s*$)(?:[-\u2010-\u2015\u2212]+|={3,}|\*{3,})\s*$/u;
const indentedSeparator = /^\s+-{3,}\s*$/u;

/**
 * Mends what surrounds YAML that was copied from a page, a chat or a shell, and cannot be part of it. Lines stay where
 * they are: what is left out becomes an empty line, and what parts two texts `---`. Nothing inside a block of text
 * (`|`, `>`) is touched. What comes of it is to be read and admitted like any other YAML.
 */
export function mendYaml(text: string): MendedYaml {
  const said = words().yaml.mended;
  const mended: string[] = [];
  const note: Mending = (what) => () => {
    if (!mended.includes(said[what])) mended.push(said[what]);
  };
  const encoding = plainEncoding(text);
  for (const what of encoding.was) note(what)();
  const shown = withoutScreen(encoding.text, note).split('\n');
  const lines = mendedLines(withFirstLine(unwrapLines(shown, note), note), note);
  const yaml = withoutSpacesAround(withoutHeadings(lines, note).join('\n'), note('spaces'));
  return mended.length === 0 ? {yaml: text, mended} : {yaml, mended};
}

function mendedLines(lines: readonly string[], note: Mending): readonly string[] {
  const lastIndex = lines.findLastIndex((line) => !isBlank(line));
  const isOdd = lines.some((line) => indentedSeparator.test(line) || bulletOfKey.test(line));
  const inside = isOdd ? linesInsideText(lines) : new Set<number>();
  /** How far the line is indented that a block of text belongs to; undefined outside of such a block. */
  let blockIndent: number | undefined;
  return lines.map((line, index) => {
    const isInBlock = blockIndent !== undefined && (isBlank(line) || asciiIndent(line) > blockIndent);
    if (isInBlock) return line;
    const item = inside.has(index) ? line : withDash(line);
    const plain = withPlainSpaces(item).replace(wideAfterBlockStart, '');
    if (plain !== item && (unicodeSpace.test(item) || entitiesInFront.test(item))) note('spaces')();
    if (blockIndent !== undefined && !isBlank(plain) && asciiIndent(plain) > blockIndent) return plain;
    blockIndent = blockScalarStart.test(plain) ? asciiIndent(plain) : undefined;
    if (item !== line) note('bullets')();
    if (separator.test(plain) || (indentedSeparator.test(plain) && !inside.has(index))) {
      note('dashes')();
      return '---';
    }
    if (index === lastIndex && heredocEnd.test(plain) && index > 0) {
      note('endOfCommand')();
      return '';
    }
    return plain;
  });
}

const asciiIndent = (line: string): number => line.length - line.replace(/^ +/u, '').length;

const withDash = (line: string): string =>
  line.replace(bulletOfKey, (_, indent: string, spaces: string) => `${indent}-${' '.repeat(spaces.length)}`);

const entitiesInFront = /^[ \t]*&nbsp;(?:&nbsp;|[ \t])*/u;

function withPlainSpaces(typed: string): string {
  const line = typed.replace(entitiesInFront, (begin) => begin.replaceAll('&nbsp;', ' '));
  if (!unicodeSpace.test(line)) return line;
  const begin = structure.exec(line)?.[0] ?? '';
  return begin.replace(noSpaces, '').replace(wideSpaces, ' ') + line.slice(begin.length);
}

/** A value without quotes has no spaces around it, as nobody sees those that a page put there. */
function withoutSpacesAround(yaml: string, note: () => void): string {
  if (!unicodeSpace.test(yaml)) return yaml;
  const texts = lexed(yaml);
  const trimmed = texts.map(({source, isScalar}, index) => {
    const isOfBlock = /^[|>]/u.test(texts[index - 2]?.source ?? '') || source.endsWith('\n');
    return isScalar && !isOfBlock ? withoutEnds(source.replace(unseen, '')) : source;
  });
  const plain = trimmed.join('');
  if (plain !== yaml) note();
  return plain;
}

function withoutEnds(text: string): string {
  const isSpace = (at: number): boolean => /[ \t]/u.test(text.charAt(at)) || unicodeSpace.test(text.charAt(at));
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(from)) from += 1;
  while (to > from && isSpace(to - 1)) to -= 1;
  return text.slice(from, to);
}
