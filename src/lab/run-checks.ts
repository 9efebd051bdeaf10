import {words} from '#src/words/words.ts';
import {evaluate} from './expression.ts';
import type {SandboxFacts} from './facts.ts';
import type {Check, Step} from './lab-step.ts';

/** What a check came to. `unknown`: it could not be checked, which is neither passed nor failed. */
export interface CheckOutcome {
  readonly id: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'unknown';
  /** Why it is not passed, when more is known than that it is not. */
  readonly reason: string | undefined;
  /** What to do so that it can be checked. */
  readonly redo: string | undefined;
}

/** Labels with their values as they are now; `–` where there is none. */
export type Evidence = readonly {readonly label: string; readonly value: string}[];

/** One check with what it saw. */
export interface CheckResult extends CheckOutcome {
  readonly evidence: Evidence;
}

/**
 * The step's checks over what is known of the sandbox. What is not there fails a check; what is not known, or happened
 * while nobody watched, makes it `unknown`.
 * @param since from when on the learner has been at work on the step, in ms since 1970
 */
export function runChecks(checks: readonly Check[], facts: SandboxFacts, since: number): CheckResult[] {
  return checks.map((check) => ({...runCheck(check, facts, since), evidence: evidenceOf(check, facts)}));
}

/** The same without the evidence, which is half of the work. */
export function outcomes(checks: readonly Check[], facts: SandboxFacts, since: number): CheckOutcome[] {
  return checks.map((check) => runCheck(check, facts, since));
}

export function evidenceOf(check: Check, facts: SandboxFacts): Evidence {
  if (facts.completeSince === undefined) return [];
  return Object.entries(check.evidence).map(([label, text]) => ({label, value: shownValue(text, facts)}));
}

/** Whether all of a step's checks are passed at once. */
export const isPassed = (results: readonly CheckOutcome[]): boolean => results.every(({state}) => state === 'passed');

/** Whether the step can be passed at all yet: those before it that it builds on are. */
export const isOpen = (step: Pick<Step, 'after'>, passed: ReadonlySet<string>): boolean =>
  step.after.every((id) => passed.has(id));

function runCheck(check: Check, facts: SandboxFacts, since: number): CheckOutcome {
  const {id, title} = check;
  if (facts.completeSince === undefined) {
    return {id, title, state: 'unknown', ...words().checks.clusterAway};
  }
  const result = evaluate(check.that, facts);
  if (result.kind === 'broken') {
    const {broken, tellOfBroken} = words().checks;
    return {id, title, state: 'unknown', reason: broken(result), redo: tellOfBroken};
  }
  if (result.kind === 'value' && result.value === true) {
    return {id, title, state: 'passed', reason: undefined, redo: undefined};
  }
  // what the record does not hold may have happened in its gap: then its absence says nothing
  if (result.usesHistory && facts.completeSince > since) {
    const {reason, redo} = words().checks.unseen;
    return {id, title, state: 'unknown', reason, redo: check.redo ?? redo};
  }
  const reason = result.kind === 'absent' ? result.what : undefined;
  return {id, title, state: 'failed', reason, redo: undefined};
}

const nothing = '–';

function shownValue(text: string, facts: SandboxFacts): string {
  const result = evaluate(text, facts);
  return result.kind === 'value' ? shown(result.value) : nothing;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return nothing;
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map(shown).join(', ');
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, inner]) => `${key}=${shown(inner)}`);
    return pairs.length === 0 ? nothing : pairs.join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
