import {countPassed, currentStep, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {labButtons} from './step-buttons.ts';

/** All steps with how the learner stands to each. */
export function renderSteps(lab: Pick<Lab, 'title' | 'summary' | 'minutes' | 'steps'>, state: LabState): ChatMessage {
  const {step: current} = currentStep(lab, state);
  const lines = lab.steps.map((step, index) => {
    const mark = state.passed[step.id] !== undefined ? '✅' : step === current ? '▶️' : '⬜';
    const hints = state.hints[step.id] ?? 0;
    const notes = [
      ...(hints === 0 ? [] : [`${hints} ${hints === 1 ? 'hint' : 'hints'}`]),
      ...(state.solutions[step.id] === undefined ? [] : ['solution seen']),
    ];
    return `${mark} ${index + 1}. ${step.title}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  });
  const done = `${countPassed(lab, state)} of ${lab.steps.length} done`;
  return {
    content: [`### ${lab.title}`, `-# ${done} · about ${lab.minutes} minutes`, lab.summary, '', ...lines].join('\n'),
    files: [],
    buttons: [{id: `${labButtons.show}:${current.id}`, label: 'Go on', style: 'primary'}],
  };
}
