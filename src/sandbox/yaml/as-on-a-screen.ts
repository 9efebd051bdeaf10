import {isBlank} from './is-blank.ts';
import type {Mending} from './mending.ts';

/** Colours of a terminal, and what begins a page on a printer. */
const colours = /\u001b\[[\d;]*[A-Za-z]/gu;
const formFeed = /\f/gu;
/** What a shell, and a program that shows pages, leave below a text. */
const below = /^(?:~|\(END\)|:|--More--.*|(?:\[?[\w.-]+@[^'"{}[]*|PS [^'"{}[\]]*)[$#%>]|[$%❯➜])\s*$/u;
/** A key of the outermost level with all of its value, so that nothing can stand below it. */
const wholeFirst = /^\s*(?:apiVersion|kind):\s+[\w./-]+\s*$/u;
const key = /^\s*[A-Za-z]\w*:(?:\s|$)/u;
/** The comments and lines that part objects have no indentation to go by. */
const isWritten = (line: string): boolean => !isBlank(line) && !/^\s*(?:#|---)/u.test(line);
const indentOf = (line: string): number => line.length - line.replace(/^ +/u, '').length;

/** Without what a terminal adds to a text that it shows: colours, and its prompt below. */
export function withoutScreen(text: string, note: Mending): string {
  const plain = text.replace(colours, '').replace(formFeed, '');
  const lines = plain.split('\n');
  let end = lines.length;
  while (end > 1 && (isBlank(lines[end - 1] ?? '') || below.test(lines[end - 1] ?? ''))) end -= 1;
  const isPrompted = lines.slice(end).some((line) => !isBlank(line));
  if (plain !== text || isPrompted) note('screen')();
  return isPrompted ? [...lines.slice(0, end), ...lines.slice(end).map(() => '')].join('\n') : plain;
}

/** With the first line as far to the right as the others, of which who marked them on a page lost or kept the blanks. */
export function withFirstLine(lines: readonly string[], note: Mending): readonly string[] {
  const at = lines.findIndex(isWritten);
  const [first = '', second = '', ...others] = lines.filter(isWritten);
  if (!wholeFirst.test(first) || !key.test(second)) return lines;
  const least = Math.min(...[second, ...others].map(indentOf));
  const indent = indentOf(first);
  if (indent === least || (indent > 0 && least > 0) || indentOf(second) !== least) return lines;
  note('firstLine')();
  if (least === 0) return lines.with(at, first.trimStart());
  return lines.map((line, index) => (index > at && isWritten(line) ? line.slice(least) : line));
}
