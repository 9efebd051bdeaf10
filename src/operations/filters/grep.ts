import type {FilterOf} from './filter.ts';
import {Automaton, type Budget} from './regex/automaton.ts';
import {literalPattern, parsePattern} from './regex/parse-pattern.ts';
import type {Pattern} from './regex/pattern.ts';
import {linesOf, textOf} from './text-lines.ts';

type Grep = FilterOf<'grep'>;

/** A second or two of this machine's time for the largest text that is kept and the largest pattern that is taken. */
const mostSteps = 20_000_000;

/** The automaton of what a grep looks for. @throws PatternRefusal */
export function automatonOf({patterns, syntax, ignoresCase, whole}: Omit<Grep, 'kind'>): Automaton {
  // a line end in a pattern begins another one
  const options = patterns
    .flatMap((pattern) => pattern.split('\n'))
    .map((pattern) =>
      syntax === 'fixed'
        ? literalPattern(pattern, ignoresCase)
        : parsePattern(pattern, {isExtended: syntax === 'extended', ignoresCase}),
    );
  return new Automaton(within({kind: 'either', options}, whole));
}

function within(pattern: Pattern, whole: Grep['whole']): Pattern {
  if (whole === undefined) return pattern;
  const [first, last] = whole === 'line' ? (['start', 'end'] as const) : (['after-no-word', 'before-no-word'] as const);
  return {kind: 'sequence', parts: [{kind: 'at', place: first}, pattern, {kind: 'at', place: last}]};
}

export function grep(text: string, filter: Grep): string {
  const {inverts, prints, isNumbered, most = Infinity, before, after} = filter;
  const automaton = automatonOf(filter);
  const budget: Budget = {steps: mostSteps};
  const lines = linesOf(text);
  const found: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (found.length >= most) break;
    if (automaton.matches(Array.from(line), budget) !== inverts) found.push(index);
  }
  const numbered = (index: number, mark: string): string => (isNumbered ? `${index + 1}${mark}` : '');
  if (prints === 'count') return `${found.length}\n`;
  if (prints === 'matches') {
    if (inverts) return '';
    return textOf(
      found.flatMap((index) =>
        matchesIn(lines[index] ?? '', automaton, budget).map((match) => numbered(index, ':') + match),
      ),
    );
  }
  const last = found.at(-1) ?? 0;
  const isFound = new Set(found);
  const shown = new Set<number>();
  for (const index of found) {
    for (let near = Math.max(0, index - before); near <= Math.min(lines.length - 1, index + after); near += 1) {
      // what it does not read it does not print
      if (near <= last || found.length < most || isReadAfter(near, {last, lines, after})) shown.add(near);
    }
  }
  const printed: string[] = [];
  let previous: number | undefined;
  for (const index of [...shown].sort((one, other) => one - other)) {
    const isGap = previous !== undefined && index > previous + 1 && (before > 0 || after > 0);
    if (isGap) printed.push('--');
    printed.push(numbered(index, isFound.has(index) ? ':' : '-') + (lines[index] ?? ''));
    previous = index;
  }
  return textOf(printed);
}

/** Behind the last of `-m` it prints its context all the same. */
function isReadAfter(index: number, {last, after}: {last: number; lines: readonly string[]; after: number}): boolean {
  return index <= last + after;
}

function matchesIn(line: string, automaton: Automaton, budget: Budget): string[] {
  const characters = Array.from(line);
  const matches: string[] = [];
  let from = 0;
  while (from <= characters.length) {
    const match = automaton.find(characters, {from, budget});
    if (match === undefined) break;
    if (match.end > match.start) matches.push(characters.slice(match.start, match.end).join(''));
    from = match.end > match.start ? match.end : match.end + 1;
  }
  return matches;
}
