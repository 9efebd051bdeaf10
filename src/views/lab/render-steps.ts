import {countPassed, currentStep, type LabState} from '#src/lab/lab-state.ts';
import {partAt, stepsBeside} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {labButtons} from './step-buttons.ts';
import {words} from '#src/words/words.ts';

/** All steps with how the learner stands to each. */
export function renderSteps(
  lab: Pick<Lab, 'title' | 'summary' | 'minutes' | 'steps' | 'parts'>,
  state: LabState,
): ChatMessage {
  const said = words().steps.list;
  const {step: current, index: at} = currentStep(lab, state);
  const stepLine = (step: Step): string => {
    const index = lab.steps.indexOf(step);
    const mark = state.passed[step.id] !== undefined ? '✅' : step === current ? '▶️' : '⬜';
    const hints = state.hints[step.id] ?? 0;
    const notes = [
      ...(hints === 0 ? [] : [said.hints({count: hints})]),
      ...(state.solutions[step.id] === undefined ? [] : [said.solutionSeen]),
    ];
    return `${mark} ${index + 1}. ${step.title}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  };
  const done = said.done({done: countPassed(lab, state), of: lab.steps.length});
  return {
    content: [
      `### ${lab.title}`,
      `-# ${done} · ${said.minutes({minutes: lab.minutes})}`,
      lab.summary,
      '',
      ...(partAt(lab, at) === undefined ? lab.steps.map(stepLine) : courseLines(lab, {state, at, stepLine})),
    ].join('\n'),
    files: [],
    buttons: [{id: `${labButtons.show}:${current.id}`, label: said.goOn, style: 'primary'}],
  };
}

/** A line for each lab of a course, and below the one that the learner is at its steps: a message has no room for all. */
function courseLines(
  lab: Pick<Lab, 'steps' | 'parts'>,
  {state, at, stepLine}: {readonly state: LabState; readonly at: number; readonly stepLine: (step: Step) => string},
): string[] {
  const lines: string[] = [];
  for (const [place, {title, first, count: of}] of (lab.parts ?? []).entries()) {
    const steps = stepsBeside(lab, first);
    lines.push(words().steps.list.lab({number: place + 1, title, done: countPassed({steps}, state), of}));
    if (at >= first && at < first + of) lines.push(...steps.map(stepLine));
  }
  return lines;
}
