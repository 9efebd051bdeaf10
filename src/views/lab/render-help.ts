import type {ChosenHint} from '#src/lab/choose-hint.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode} from '../hostile-text.ts';
import {reflow} from './reflow.ts';
import {labButtons, runButtons} from './step-buttons.ts';

/** A hint, and what there is after it. */
export function renderHint(step: Step, hint: ChosenHint): ChatMessage {
  const more = {id: `${labButtons.hint}:${step.id}`, label: 'Another hint'};
  const solution = {id: `${labButtons.solution}:${step.id}`, label: 'Solution'};
  switch (hint.kind) {
    case 'situation':
      return {content: `💡 **What your sandbox shows**\n${reflow(hint.text)}`, files: [], buttons: [more]};
    case 'graded': {
      const isLast = hint.number === hint.of;
      const heading = `💡 **${step.title}: hint ${hint.number} of ${hint.of}**`;
      return {content: `${heading}\n${reflow(hint.text)}`, files: [], buttons: [isLast ? solution : more]};
    }
    case 'none':
      return {
        content: '💡 That were all hints for this step. What is left is the solution.',
        files: [],
        buttons: [solution],
      };
  }
}

/** Asked before a solution is shown: it can't be unseen. */
export const renderSolutionQuestion = (step: Step): ChatMessage => ({
  content: `Show the solution of **${step.title}**? It is noted that you saw it.`,
  files: [],
  buttons: [{id: `${labButtons.reveal}:${step.id}`, label: 'Show it', style: 'danger'}],
});

export const renderSolution = (step: Step): ChatMessage => ({
  content: [
    `### Solution: ${step.title}`,
    reflow(step.solution.text),
    '',
    ...step.solution.commands.map((line) => inlineCode(line)),
  ].join('\n'),
  files: [],
  buttons: runButtons(step, step.solution.commands, 'play'),
});

/** Asked before a sandbox is emptied. */
export const renderResetQuestion = (step: Step): ChatMessage => ({
  content: [
    'What is in your sandbox is deleted: workloads, Pods, Services, ConfigMaps, your labels on nodes. Steps that you passed stay passed.',
    `Then **${step.title}** can be made ready again, or all stays empty.`,
  ].join('\n'),
  files: [],
  buttons: [
    {id: `${labButtons.resetStep}:${step.id}`, label: 'Back to the start of this step', style: 'danger'},
    {id: `${labButtons.resetAll}:${step.id}`, label: 'Empty it', style: 'danger'},
  ],
});
