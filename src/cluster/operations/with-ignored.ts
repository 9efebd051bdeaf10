import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {words} from '#src/words/words.ts';

/** Tells of flags that were taken and did nothing. */
export function withIgnored(outcome: Outcome, {ignored}: Pick<Printing, 'ignored'>): Outcome {
  if (ignored.length === 0 || (outcome.kind !== 'done' && outcome.kind !== 'failed')) return outcome;
  return {...outcome, notes: [...outcome.notes, ...ignored.map((flag) => words().running.ignored({flag}))]};
}
