import {evaluate} from './expression.ts';
import type {SandboxFacts} from './facts.ts';
import type {Lab} from './lab.ts';
import type {Step} from './lab-step.ts';
import type {CheckResult} from './run-checks.ts';

/** What `/lab hint` tells. */
export type ChosenHint =
  /** What the learner's own sandbox shows. */
  | {readonly kind: 'situation'; readonly text: string}
  /** The next of the graded hints, from 1. */
  | {readonly kind: 'graded'; readonly text: string; readonly number: number; readonly of: number}
  /** All were told: the solution is what is left. */
  | {readonly kind: 'none'};

/**
 * What speaks to this learner's situation comes first: the step's hints before the lab's, each once a state. Then the graded
 * ones in their order.
 * @param told how many graded ones were told, and which texts were told for the state as it is
 */
export function chooseHint(
  {lab, step}: {lab: Pick<Lab, 'hints'>; step: Step},
  {facts, results, told}: {facts: SandboxFacts; results: readonly CheckResult[]; told: {graded: number; last?: string}},
): ChosenHint {
  const failed = new Set(results.filter(({state}) => state === 'failed').map(({id}) => id));
  const fits = [...step.hints, ...lab.hints].filter(
    (hint) =>
      (hint.failed !== undefined && failed.has(hint.failed)) || (hint.when !== undefined && holds(hint.when, facts)),
  );
  const situation = fits.find(({text}) => text !== told.last);
  const isRepeated = fits.some(({text}) => text === told.last);
  if (situation !== undefined && !isRepeated) return {kind: 'situation', text: situation.text};
  const graded = step.hints.filter(({when, failed: check}) => when === undefined && check === undefined);
  const next = graded[told.graded];
  if (next !== undefined) return {kind: 'graded', text: next.text, number: told.graded + 1, of: graded.length};
  const [first] = fits;
  return first === undefined ? {kind: 'none'} : {kind: 'situation', text: first.text};
}

function holds(expression: string, facts: SandboxFacts): boolean {
  if (facts.completeSince === undefined) return false;
  const result = evaluate(expression, facts);
  return result.kind === 'value' && result.value === true;
}
