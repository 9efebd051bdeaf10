import type {FilterOf} from './filter.ts';
import {Automaton} from './regex/automaton.ts';
import {parsePattern} from './regex/parse-pattern.ts';
import {linesOf, textOf} from './text-lines.ts';

const mostSteps = 20_000_000;

export function head(text: string, {unit, count, isButLast}: FilterOf<'head'>): string {
  if (unit === 'bytes') return bytesOf(text, 0, isButLast ? -count || Infinity : count);
  const lines = linesWithEnds(text);
  return lines.slice(0, isButLast ? Math.max(0, lines.length - count) : count).join('');
}

export function tail(text: string, {unit, count, isFrom}: FilterOf<'tail'>): string {
  const skipped = Math.max(0, count - 1);
  if (unit === 'bytes') {
    const all = Buffer.byteLength(text);
    return bytesOf(text, isFrom ? skipped : Math.max(0, all - count), all);
  }
  const lines = linesWithEnds(text);
  return lines.slice(isFrom ? skipped : Math.max(0, lines.length - count)).join('');
}

function bytesOf(text: string, from: number, to: number): string {
  return Buffer.from(text)
    .subarray(from, to === Infinity ? undefined : to)
    .toString('utf8');
}

function linesWithEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/** One number alone, or several in columns of 7. */
export function wc(text: string, {counts}: FilterOf<'wc'>): string {
  const numbers = {
    lines: text.split('\n').length - 1,
    words: text.split(/[ \t\n\v\f\r]+/u).filter((word) => word !== '').length,
    characters: Array.from(text).length,
    bytes: Buffer.byteLength(text),
  };
  const shown = (['lines', 'words', 'characters', 'bytes'] as const).filter((name) => counts.includes(name));
  const [only] = shown;
  if (shown.length === 1 && only !== undefined) return `${numbers[only]}\n`;
  return `${shown.map((name) => String(numbers[name]).padStart(7)).join(' ')}\n`;
}

export function sort(text: string, filter: FilterOf<'sort'>): string {
  const {isReversed, areTiesReversed, isNumeric, isUnique, ignoresCase} = filter;
  const keyed = linesOf(text).map((line) => {
    const key = keyOf(line, filter);
    return {line, key: ignoresCase ? key.toUpperCase() : key, number: isNumeric ? leadingNumber(key) : 0};
  });
  type Keyed = (typeof keyed)[number];
  const byKey = (one: Keyed, other: Keyed): number =>
    isNumeric ? one.number - other.number : compareTexts(one.key, other.key);
  const sorted = keyed.toSorted((one, other) => {
    const order = byKey(one, other);
    if (order !== 0 || isUnique) return isReversed ? -order : order;
    // lines with one key are in the order of the whole of them
    const tie = compareTexts(one.line, other.line);
    return areTiesReversed ? -tie : tie;
  });
  const kept = isUnique
    ? sorted.filter((one, index) => {
        const previous = sorted[index - 1];
        return previous === undefined || byKey(previous, one) !== 0;
      })
    : sorted;
  return textOf(kept.map(({line}) => line));
}

const compareTexts = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

function keyOf(line: string, {key, separator}: FilterOf<'sort'>): string {
  if (key === undefined) return line;
  const fields = separator === undefined ? fieldsWithBlanks(line) : line.split(separator);
  return fields.slice(key.from - 1, key.to).join(separator ?? '');
}

/** Without a separator a field begins with the blanks in front of it. */
function fieldsWithBlanks(line: string): string[] {
  const fields: string[] = [];
  let start = 0;
  for (let at = 1; at < line.length; at += 1) {
    const isEdge = /[ \t]/u.test(line.charAt(at)) && !/[ \t]/u.test(line.charAt(at - 1));
    if (!isEdge) continue;
    fields.push(line.slice(start, at));
    start = at;
  }
  return [...fields, line.slice(start)];
}

function leadingNumber(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/u.exec(text)?.[1] ?? 0) || 0;
}

export function unique(text: string, {isCounted, only}: FilterOf<'uniq'>): string {
  const groups: {line: string; count: number}[] = [];
  for (const line of linesOf(text)) {
    const last = groups.at(-1);
    if (last?.line === line) last.count += 1;
    else groups.push({line, count: 1});
  }
  const kept = groups.filter(({count}) => only === 'all' || count > 1 === (only === 'repeated'));
  return textOf(kept.map(({line, count}) => (isCounted ? `${String(count).padStart(7)} ${line}` : line)));
}

export function cut(text: string, {unit, delimiter, ranges, isOnlyDelimited}: FilterOf<'cut'>): string {
  const isCut = (position: number): boolean =>
    ranges.some(({from, to = Infinity}) => position >= from && position <= to);
  const lines = linesOf(text).flatMap((line) => {
    if (unit === 'characters') {
      // GNU's counts bytes
      return [Buffer.from(Buffer.from(line).filter((_, index) => isCut(index + 1))).toString('utf8')];
    }
    if (!line.includes(delimiter)) return isOnlyDelimited ? [] : [line];
    return [
      line
        .split(delimiter)
        .filter((_, index) => isCut(index + 1))
        .join(delimiter),
    ];
  });
  return textOf(lines);
}

export function translate(text: string, {from, to, deletes, squeezes}: FilterOf<'tr'>): string {
  const sources = Array.from(from);
  const targets = Array.from(to ?? '');
  const last = targets.at(-1) ?? '';
  const table = new Map<string, string>();
  for (const [index, source] of sources.entries()) table.set(source, targets[index] ?? last);
  const squeezed = new Set(to === undefined ? sources : targets);
  let previous = '';
  let result = '';
  for (const character of text) {
    if (deletes && table.has(character)) continue;
    const written = !deletes && to !== undefined ? (table.get(character) ?? character) : character;
    if (squeezes && written === previous && squeezed.has(written)) continue;
    result += written;
    previous = written;
  }
  return result;
}

export function awk(text: string, {pattern, fields, separator, firstLine}: FilterOf<'awk'>): string {
  const automaton =
    pattern === undefined ? undefined : new Automaton(parsePattern(pattern, {isExtended: true, ignoresCase: false}));
  const budget = {steps: mostSteps};
  const lines = linesOf(text)
    .slice(Math.max(0, firstLine - 1))
    .filter((line) => automaton === undefined || automaton.matches(Array.from(line), budget));
  return textOf(
    lines.map((line) => {
      const parts =
        line === ''
          ? []
          : separator === undefined
            ? line.split(/[ \t]+/u).filter((part) => part !== '')
            : line.split(separator);
      return fields
        .map((field) => (field === 0 ? line : field === 'last' ? (parts.at(-1) ?? line) : (parts[field - 1] ?? '')))
        .join(' ');
    }),
  );
}
