import {words} from '#src/words/words.ts';

/** YAML as it was meant, on the same lines as it was written, and what was mended, a sentence's end each. */
interface MendedYaml {
  readonly yaml: string;
  readonly mended: readonly string[];
}

const byteOrderMark = '\ufeff';
/** Unicode's spaces, and what takes no room at all, as web pages and word processors put them in front of a line. */
const wideSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const noSpaces = /[\u200b-\u200d\u2060\ufeff]/gu;
const unicodeSpace = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/u;
/** Indentation, the dashes of list items, a key and its colon; spaces that are none in YAML may stand among them. */
const structure =
  /^(?:[\s\u200b-\u200d\u2060]|-(?=[\s\u200b-\u200d\u2060]))*(?:[\w./-]+[\s\u200b-\u200d\u2060]*:(?:[\s\u200b-\u200d\u2060]+|$))?/u;
const blockScalarStart = /(?:^|[:\s-])[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?\r?$/u;

const fence =
  /^(?<indent>[ \t]*)(?<marks>`{3,}|~{3,})(?:[ \t]*(?<language>[^`:\r]*)|(?:ya?ml[ \t]+)?(?<first>[\w"'{-][^`\r]*))\r?$/u;
const yamlFence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:ya?ml|json)/iu;
const heredoc =
  /^(?:[$#>] )?(?:sudo )?(?:cat|kubectl|k|oc|tee)\b.*<<-?[ \t]*(?<quote>['"]?)\\?(?<word>[A-Za-z_]\w*)\k<quote>[^<]*$/u;
const heredocEnd = /^(?:EOF|EOT|END|YAML)\s*$/u;
/** A line that is to part two objects, with a dash too few or too many, or with those that a word processor makes. */
const separator = /^(?:-{2}|-{4,}|[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*)\s*$/u;

/**
 * Mends what surrounds YAML that was copied from a page, a chat or a shell, and cannot be part of it. Lines stay where
 * they are: what is left out becomes an empty line, and what parts two texts `---`. Nothing inside a block of text
 * (`|`, `>`) is touched. What comes of it is to be read and admitted like any other YAML.
 */
export function mendYaml(text: string): MendedYaml {
  const said = words().yaml.mended;
  const mended: string[] = [];
  const note = (what: string) => (): void => {
    if (!mended.includes(what)) mended.push(what);
  };
  let lines = text.split('\n');
  if (text.startsWith(byteOrderMark)) {
    lines[0] = (lines[0] ?? '').slice(byteOrderMark.length);
    note(said.byteOrderMark)();
  }
  const isYamlMarked = lines.some((line) => yamlFence.test(line));
  lines = unwrapped(lines, note(said.codeBlock), (line, isFirst) => {
    const {indent = '', marks, first, language} = fence.exec(line)?.groups ?? {};
    if (marks === undefined || (indent !== '' && !isFirst)) return undefined;
    return {
      first: first === undefined ? '' : indent + first,
      isOther: isYamlMarked && language !== undefined && !yamlFence.test(line),
      last: (end) => {
        const text = end.trimEnd();
        if (!text.endsWith(marks)) return undefined;
        const before = text.slice(0, -marks.length);
        // one that is indented otherwise is part of a block of text
        const isEnd = isBlank(before) ? before === indent : !before.includes('`');
        return isEnd ? before : undefined;
      },
    };
  });
  lines = unwrapped(lines, note(said.shellCommand), (line) => {
    const word = heredoc.exec(line)?.groups?.['word'];
    return word === undefined
      ? undefined
      : {first: '', isOther: false, last: (end) => (end.trim() === word ? '' : undefined)};
  });
  const yaml = mendedLines(lines, note).join('\n');
  return mended.length === 0 ? {yaml: text, mended} : {yaml, mended};
}

/** What is left of the line that begins what is meant, and of the one that ends it; undefined for any other line. */
interface Wrapping {
  /** Whether what is inside is something else, such as the command beside the YAML. */
  readonly isOther: boolean;
  readonly first: string;
  readonly last: (line: string) => string | undefined;
}

/** Only what stands between lines that open and close something, where there are such lines. */
function unwrapped(
  lines: readonly string[],
  note: () => void,
  opens: (line: string, isFirst: boolean) => Wrapping | undefined,
): string[] {
  const kept: string[] = [];
  let inside: Wrapping | undefined;
  let found = 0;
  let isFirst = true;
  for (const line of lines) {
    const opened = inside === undefined ? opens(line, isFirst) : undefined;
    const last = inside?.last(line);
    if (opened !== undefined) {
      if (!opened.isOther) found += 1;
      kept.push(found > 1 && !opened.isOther && isBlank(opened.first) ? '---' : opened.first);
      inside = opened;
    } else {
      kept.push(inside === undefined || inside.isOther ? '' : (last ?? line));
      if (last !== undefined) inside = undefined;
    }
    if (!isBlank(line)) isFirst = false;
  }
  if (found === 0) return [...lines];
  note();
  return kept;
}

const isBlank = (line: string): boolean => line.trim() === '';

function mendedLines(lines: readonly string[], note: (said: string) => () => void): string[] {
  const said = words().yaml.mended;
  const spaces = note(said.spaces);
  const dashes = note(said.dashes);
  const end = note(said.endOfCommand);
  const lastIndex = lines.findLastIndex((line) => !isBlank(line));
  /** How far the line is indented that a block of text belongs to; undefined outside of such a block. */
  let blockIndent: number | undefined;
  return lines.map((line, index) => {
    const isInBlock = blockIndent !== undefined && (isBlank(line) || asciiIndent(line) > blockIndent);
    if (isInBlock) return line;
    const plain = withPlainSpaces(line);
    if (plain !== line) spaces();
    if (blockIndent !== undefined && !isBlank(plain) && asciiIndent(plain) > blockIndent) return plain;
    blockIndent = blockScalarStart.test(plain) ? asciiIndent(plain) : undefined;
    if (separator.test(plain)) {
      dashes();
      return '---';
    }
    if (index === lastIndex && heredocEnd.test(plain) && index > 0) {
      end();
      return '';
    }
    return plain;
  });
}

const asciiIndent = (line: string): number => line.length - line.replace(/^ +/u, '').length;

function withPlainSpaces(line: string): string {
  if (!unicodeSpace.test(line)) return line;
  const begin = structure.exec(line)?.[0] ?? '';
  return begin.replace(noSpaces, '').replace(wideSpaces, ' ') + line.slice(begin.length);
}
