import type {Filter} from '#src/operations/filters/filter.ts';
import {splitShellWords, type ShellSplit, type ShellWord} from '../shell-words.ts';
import {isKubectl} from '../is-kubectl.ts';
import {filterNames, parseFilter} from './parse-filter.ts';

type Stop = ShellSplit['stop'];

/** Longer rows of programs are nobody's. */
const mostFilters = 10;

export interface Piped {
  readonly filters: readonly Filter[];
  /** The words of each, as they were typed. */
  readonly typed: readonly (readonly ShellWord[])[];
  /** What is still behind them, or the first `|` behind which stands no program that is understood. */
  readonly stop: Stop;
}

/**
 * What stands behind the first command of a line, as far as it is `|` and programs that are understood there.
 * @throws UserError for what such a program is asked and is not done here
 */
export function splitPipes(first: Stop, variables?: ReadonlyMap<string, string>): Piped {
  const filters: Filter[] = [];
  const typed: (readonly ShellWord[])[] = [];
  let stop = first;
  while (stop?.syntax === 'operator' && stop.symbol === '|' && filters.length < mostFilters) {
    const split = splitShellWords(stop.rest.slice(1), variables);
    const isWhole = split.stop === undefined || split.stop.syntax === 'operator' || split.stop.syntax === 'newline';
    if (!isWhole && !isUnderstood(split.words[0])) break;
    if (!isWhole) return {filters, typed: [...typed, split.words], stop: split.stop};
    const filter = parseFilter(split.words);
    if (filter === undefined || split.words.some((word) => word.substitution !== undefined)) break;
    filters.push(filter);
    typed.push(split.words);
    stop = split.stop;
  }
  return {filters, typed, stop};
}

const isUnderstood = (program: ShellWord | undefined): boolean =>
  program === undefined || isKubectl(program) || filterNames.includes(program.text);
