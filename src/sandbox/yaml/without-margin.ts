import {isBlank} from './is-blank.ts';
import type {Mending} from './mending.ts';

const numbered = /^[ \t]*(?<number>\d{1,4})(?<text>(?:[ \t]*[|:.)\u2502])?(?:[ \t].*)?|[:|\u2502].*)$/u;
const bar = /^[ \t]*[|:.)\u2502]/u;
const leastNumbered = 3;
/** What stands above the lines that a change adds. */
const diffHeader = /^(?:diff --git |new file mode |index [\da-f]+\.\.|--- |\+\+\+ |@@ -)/u;

/** Without what a page or an editor has beside each line: its number, or the sign of a change that adds it. */
export function withoutMargin(lines: readonly string[], note: Mending): readonly string[] {
  const written = lines.filter((line) => !isBlank(line) && !diffHeader.test(line));
  if (written.length < leastNumbered) return lines;
  if (written.every((line) => /^[ +-]/u.test(line)) && written.some((line) => line.startsWith('+'))) {
    note('diffMarks')();
    return lines.map((line) => (/^[ +]/u.test(line) && !diffHeader.test(line) ? line.slice(1) : ''));
  }
  const apart = withoutNumbersApart(lines, written);
  if (apart !== undefined) {
    note('lineNumbers')();
    return apart;
  }
  let texts: string[] = [];
  let last: number | undefined;
  for (const line of written) {
    const {number = '', text = ''} = numbered.exec(line)?.groups ?? {};
    const isNext = number !== '' && (last === undefined || Number(number) === last + 1);
    if (!isNext) return lines;
    last = Number(number);
    texts.push(text);
  }
  if (texts.every((text) => bar.test(text))) texts = texts.map((text) => text.replace(bar, ''));
  const besides = texts.filter((text) => !isBlank(text)).map((text) => /^[ \t]*/u.exec(text)?.[0].length ?? 0);
  const least = Math.min(...besides);
  const plain = texts.map((text) => text.slice(least)).values();
  note('lineNumbers')();
  return lines.map((line) => (isBlank(line) || diffHeader.test(line) ? '' : (plain.next().value ?? '')));
}

/**
 * The same where each number has a line of its own above that of the text, as some pages are copied. Lines count as the page
 * counts them then: where the numbers stood, empty ones would belong to a block of text.
 */
function withoutNumbersApart(lines: readonly string[], written: readonly string[]): readonly string[] | undefined {
  const first = Number(written[0]);
  if (!Number.isInteger(first)) return undefined;
  const texts: string[] = [];
  let isTextDue = false;
  for (const line of lines) {
    const isNumber = line.trim() === String(first + texts.length);
    if (isNumber) texts.push('');
    else if (!isBlank(line) && !isTextDue) return undefined;
    else if (!isBlank(line)) texts[texts.length - 1] = line;
    isTextDue = isNumber || (isTextDue && isBlank(line));
  }
  if (texts.length < leastNumbered || texts.every(isBlank)) return undefined;
  return [...texts, ...lines.slice(texts.length).map(() => '')];
}
