import {isBlank} from './is-blank.ts';
import type {Mending} from './mending.ts';
import {withoutMargin} from './without-margin.ts';

const fence =
  /^(?<indent>[ \t]*)(?<marks>`{3,}|~{3,})(?:[ \t]*(?<language>[^`:\r]*)|(?:ya?ml[ \t]+)?(?<first>[\w"'{-][^`\r]*))\r?$/u;
const yamlFence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:ya?ml|json)/iu;
/** A line that is no key and no item, whatever its program and its prompt. */
const heredoc =
  /^(?!["'\w./-]+:(?:\s|$)|- )(?:[^<]*[$#%>] )?[a-z][\w./-]*(?=[ \t<>|]).*<<-?[ \t]*(?<quote>['"]?)\\?(?<word>[A-Za-z_]\w*)\k<quote>[^<]*$/u;
/** What a shell prints in front of the lines of a here-document, and a chat or a letter in front of what is quoted. */
const prompt = /^(?:(?:[a-z]+ )*heredoc> ?|>{1,2}(?: |\r?$))/u;
const quoteOfAll = /^>>> (?=\S)/u;
/** A language, a file or a button, as they stand above code on a page. */
const heading =
  /^(?=[^:\s])[*_`]*(?:(?:ya?ml|json)?[ \t]*(?:copy(?: code)?)?|(?:file(?:name)?:? +)?[\w./-]+\.(?:ya?ml|json))[*_`]*:?[*_`]*\s*$/iu;

/** Lines that are longer are neither; what is asked of each would cost too much. */
const longestAsked = 300;

/** Only what stands inside of code blocks and here-documents, without prompts, where there are any. */
export function unwrapLines(given: readonly string[], note: Mending): readonly string[] {
  let lines = withoutPrompts(withoutMargin(given, note), note);
  const isYamlMarked = lines.some((line) => yamlFence.test(line));
  lines = unwrapped(lines, note('codeBlock'), (line, isFirst) => {
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
  lines = withoutPrompts(withoutMargin(lines, note), note);
  const ends = new Set(lines.map((line) => line.trim()));
  return unwrapped(lines, note('shellCommand'), (line, isFirst) => {
    const word = endOfHeredoc(line);
    if (word === undefined || !(isFirst || ends.has(word))) return undefined;
    return {first: '', isOther: false, last: (end) => (end.trim() === word ? '' : undefined)};
  });
}

/** The word that ends the here-document that a line begins; undefined of any other line. */
const endOfHeredoc = (line: string): string | undefined =>
  line.includes('<<') && line.length <= longestAsked ? heredoc.exec(line)?.groups?.['word'] : undefined;

/** Without the prompts of a here-document, or the marks of a quote where every line has one. */
function withoutPrompts(lines: readonly string[], note: Mending): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const firstLine = lines[first];
  if (firstLine === undefined) return lines;
  if (quoteOfAll.test(firstLine)) {
    note('prompts')();
    return lines.with(first, firstLine.replace(quoteOfAll, ''));
  }
  const isHeredoc = endOfHeredoc(firstLine) !== undefined;
  const from = isHeredoc ? first + 1 : first;
  const without = lines.findIndex((line, index) => index >= from && !isBlank(line) && !prompt.test(line));
  const to = without === -1 ? lines.length : without;
  if (!lines.slice(from, to).some((line) => prompt.test(line)) || (!isHeredoc && to < lines.length)) return lines;
  note('prompts')();
  return lines.map((line, index) => (index >= from && index < to ? line.replace(prompt, '') : line));
}

/** Without what stands above a document and says what it is. */
export function withoutHeadings(lines: readonly string[], note: Mending): readonly string[] {
  let isAbove = true;
  return lines.map((line, index) => {
    if (isBlank(line)) return line;
    if (!isAbove) {
      isAbove = isSeparator(line);
      return line;
    }
    const below = line.length <= longestAsked && heading.test(line) ? nextLine(lines, index) : undefined;
    // what is indented below would be its value
    const isHeading = below !== undefined && !/^(?:\s|-(?!--))/u.test(below);
    if (isHeading) note('heading')();
    else isAbove = isSeparator(line);
    return isHeading ? '' : line;
  });
}

const isSeparator = (line: string): boolean => /^---\s*$/u.test(line);

function nextLine(lines: readonly string[], after: number): string | undefined {
  for (let index = after + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!isBlank(line)) return line;
  }
  return undefined;
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
): readonly string[] {
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
  if (found === 0) return lines;
  note();
  return kept;
}
