import {contentLimit} from '#src/chat/chat-message.ts';
import {renderSolution} from '#src/views/lab/render-help.ts';
import {renderStepCard} from '#src/views/lab/render-step-card.ts';
import {labStateSchema} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';

/** As long as evidence mostly is, in characters. */
const usualValue = '0'.repeat(20);

/** What is wrong with the length of a step's card, with evidence of the usual length and its prediction answered. */
export function stepCardProblem(lab: Pick<Lab, 'title' | 'steps'>, step: Step): string | undefined {
  const results = step.checks.map(({id, title, evidence}) => ({
    id,
    title,
    state: 'failed' as const,
    evidence: Object.keys(evidence).map((label) => ({label, value: usualValue})),
    reason: usualValue,
    redo: undefined,
  }));
  const before = labStateSchema.parse({predictions: {[step.id]: 0}});
  const after = {...before, passed: {[step.id]: {at: 0, evidence: []}}};
  const lengths = [before, after].map(
    (state) => renderStepCard({lab, step, state, results, checkedAt: 1}).content.length,
  );
  // a cut card is exactly as long as it may be
  return Math.max(...lengths) < contentLimit ? undefined : `makes a card longer than ${contentLimit} characters`;
}

/** The same of the message with its solution. */
export function solutionMessageProblem(step: Step): string | undefined {
  const {length} = renderSolution(step).content;
  return length <= contentLimit ? undefined : `makes a message of ${length} characters; ${contentLimit} is the most`;
}
