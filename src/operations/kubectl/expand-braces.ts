import type {ShellWord} from './shell-words.ts';

/** More than anybody counts to in a line. */
const mostItems = 20;
const counted = /^(?<front>[^{}]*)\{(?<first>\d{1,4})\.\.(?<last>\d{1,4})\}(?<end>[^{}]*)$/u;
const listed = /^(?<front>[^{}]*)\{(?<items>[\w-]+(?:,[\w-]+)+)\}(?<end>[^{}]*)$/u;
const plain = /^[^'"\\$`]*$/u;

/** `web-{1..3}` and `web-{a,b}` as bash fills them in; what is in quotes, and every other word, is as it was. */
export function expandBraces(words: readonly ShellWord[]): readonly ShellWord[] {
  return words.flatMap((word) => {
    if (word.substitution !== undefined || !plain.test(word.raw)) return [word];
    const {front = '', items, first, last, end = ''} = (counted.exec(word.raw) ?? listed.exec(word.raw))?.groups ?? {};
    const filled = items === undefined ? countedItems(first, last) : items.split(',');
    if (filled.length === 0 || filled.length > mostItems) return [word];
    return filled.map((item) => ({text: `${front}${item}${end}`, raw: `${front}${item}${end}`}));
  });
}

function countedItems(first: string | undefined, last: string | undefined): string[] {
  if (first === undefined || last === undefined) return [];
  const [from, to] = [Number(first), Number(last)];
  const step = from <= to ? 1 : -1;
  return Array.from({length: Math.min(Math.abs(to - from), mostItems) + 1}, (_, at) => String(from + step * at));
}
