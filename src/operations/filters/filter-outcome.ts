import type {Outcome} from '../outcome.ts';
import type {Filter} from './filter.ts';
import {runFilters} from './run-filters.ts';
import {words} from '#src/words/words.ts';

/**
 * The outcome as it is when its text has gone through what stands behind a `|`. What is filtered is plain text: no list
 * for a phone, and no card. Problems, warnings and what kubectl says on its standard error go past.
 * @throws UserError for text that one of the filters cannot read
 */
export function filterOutcome(outcome: Outcome, filters: readonly Filter[]): Outcome {
  if (filters.length === 0 || (outcome.kind !== 'done' && outcome.kind !== 'failed')) return outcome;
  const {card: _card, ...rest} = outcome;
  const notes = [...outcome.notes, ...notesOf(filters)];
  if (rest.kind === 'failed') {
    return rest.text === undefined || rest.text === ''
      ? {...rest, notes}
      : {...rest, notes, text: filtered(rest.text, filters)};
  }
  const {short: _short, isAside = false, isUnended = false, ...done} = rest;
  if (isAside) return {...done, notes};
  return {...done, notes, text: filtered(done.text, filters, isUnended)};
}

function filtered(text: string, filters: readonly Filter[], isUnended = text === ''): string {
  return runFilters(isUnended ? text : `${text}\n`, filters).replace(/\n$/u, '');
}

/** What shows text page by page shows nothing else here. */
function notesOf(filters: readonly Filter[]): string[] {
  const pagers = filters.flatMap((filter) =>
    filter.kind === 'cat' && filter.program !== 'cat' ? [filter.program] : [],
  );
  return [...new Set(pagers)].map((program) => words().filters.nothingToDo({program}));
}
