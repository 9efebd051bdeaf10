import type {ChosenHint} from '#src/lab/choose-hint.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode} from '../hostile-text.ts';
import {reflow} from './reflow.ts';
import {labButtons, runButtons} from './step-buttons.ts';
import {words} from '#src/words/words.ts';

/** A hint, and what there is after it. */
export function renderHint(step: Step, hint: ChosenHint): ChatMessage {
  const more = {id: `${labButtons.hint}:${step.id}`, label: words().steps.hint.another};
  const solution = {id: `${labButtons.solution}:${step.id}`, label: words().steps.solution.button};
  switch (hint.kind) {
    case 'situation':
      return {content: `💡 **${words().steps.hint.situation}**\n${reflow(hint.text)}`, files: [], buttons: [more]};
    case 'graded': {
      const isLast = hint.number === hint.of;
      const heading = `💡 **${words().steps.hint.graded({title: step.title, number: hint.number, of: hint.of})}**`;
      return {content: `${heading}\n${reflow(hint.text)}`, files: [], buttons: [isLast ? solution : more]};
    }
    case 'none':
      return {
        content: `💡 ${words().steps.hint.none}`,
        files: [],
        buttons: [solution],
      };
  }
}

/** Asked before a solution is shown: it can't be unseen. */
export const renderSolutionQuestion = (step: Step): ChatMessage => ({
  content: words().steps.solution.ask({title: step.title}),
  files: [],
  buttons: [{id: `${labButtons.reveal}:${step.id}`, label: words().steps.solution.show, style: 'danger'}],
});

export const renderSolution = (step: Step): ChatMessage => ({
  content: [
    `### ${words().steps.solution.heading({title: step.title})}`,
    reflow(step.solution.text),
    '',
    ...step.solution.commands.map((line) => inlineCode(line)),
  ].join('\n'),
  files: [],
  buttons: runButtons(step, step.solution.commands, 'play'),
});

/** Asked before a sandbox is emptied. */
/** Whether the sandbox is to be emptied before the next lab of a course, whose first step it is. */
export const renderNextLabQuestion = (step: Step, labTitle: string): ChatMessage => ({
  content: words().steps.course.ask({title: labTitle}),
  files: [],
  buttons: [
    {id: `${labButtons.resetStep}:${step.id}`, label: words().steps.course.emptyFirst, style: 'danger'},
    {id: `${labButtons.show}:${step.id}`, label: words().steps.course.asItIs},
  ],
});

export const renderResetQuestion = (step: Step): ChatMessage => ({
  content: words().steps.reset.ask({title: step.title}),
  files: [],
  buttons: [
    {id: `${labButtons.resetStep}:${step.id}`, label: words().steps.reset.toStep, style: 'danger'},
    {id: `${labButtons.resetAll}:${step.id}`, label: words().steps.reset.empty, style: 'danger'},
  ],
});
