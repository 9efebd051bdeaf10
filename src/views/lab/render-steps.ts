import {countPassed, currentStep, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {labButtons} from './step-buttons.ts';
import {words} from '#src/words/words.ts';

/** All steps with how the learner stands to each. */
export function renderSteps(lab: Pick<Lab, 'title' | 'summary' | 'minutes' | 'steps'>, state: LabState): ChatMessage {
  const said = words().steps.list;
  const {step: current} = currentStep(lab, state);
  const lines = lab.steps.map((step, index) => {
    const mark = state.passed[step.id] !== undefined ? '✅' : step === current ? '▶️' : '⬜';
    const hints = state.hints[step.id] ?? 0;
    const notes = [
      ...(hints === 0 ? [] : [said.hints({count: hints})]),
      ...(state.solutions[step.id] === undefined ? [] : [said.solutionSeen]),
    ];
    return `${mark} ${index + 1}. ${step.title}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  });
  const done = said.done({done: countPassed(lab, state), of: lab.steps.length});
  return {
    content: [
      `### ${lab.title}`,
      `-# ${done} · ${said.minutes({minutes: lab.minutes})}`,
      lab.summary,
      '',
      ...lines,
    ].join('\n'),
    files: [],
    buttons: [{id: `${labButtons.show}:${current.id}`, label: said.goOn, style: 'primary'}],
  };
}
