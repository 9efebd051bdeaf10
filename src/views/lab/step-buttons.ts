import {partAt} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {LabState} from '#src/lab/lab-state.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatButton} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {words} from '#src/words/words.ts';

/** What a button of the lab does; its argument is a step's id, and a number where there are several. */
export const labButtons = {
  show: 'lab-show',
  nextLab: 'lab-next',
  run: 'lab-run',
  again: 'lab-again',
  predict: 'lab-predict',
  check: 'lab-check',
  hint: 'lab-hint',
  solution: 'lab-solution',
  reveal: 'lab-reveal',
  play: 'lab-play',
  resetStep: 'lab-reset-step',
  resetAll: 'lab-reset-all',
} as const;

/** A phone shows about this much of a button, in characters. */
const labelLimit = 34;

/** `kubectl apply -f labs/daemonsets/specs/nginx` as `apply -f …/nginx`: what tells each from the others beside it. */
function shortLines(lines: readonly string[]): string[] {
  const short = lines.map((line) =>
    line
      .replace(/^kubectl /, '')
      .replace(/labs\/\S*\/(?=[^/\s]+(?:\s|$))/g, '…/')
      .replace(/\$\(kubectl [^)]*\)/g, '$(…)'),
  );
  const cutShort = short.map((line) => cut(line, labelLimit));
  return short.map((line, index) => {
    const label = cutShort[index] ?? line;
    const looksAsAnother = cutShort.some((other, at) => other === label && short[at] !== line);
    return looksAsAnother ? withItsEnd(line) : label;
  });
}

/** Of lines that begin alike, the end tells which is which: `config … --namespace=dev`. */
function withItsEnd(line: string): string {
  const typed = line.split(' ');
  const end = `… ${typed.at(-1) ?? ''}`;
  let begin = '';
  for (const word of typed.slice(0, -1)) {
    if (begin.length + word.length + 1 + end.length > labelLimit) break;
    begin += `${word} `;
  }
  return begin === '' ? cut(line, labelLimit) : `${begin}${end}`;
}

const mostInRow = 5;

/** Buttons that run lines, those of one row. `action` tells which of the step's lines they are. */
export const runButtons = (step: Step, lines: readonly string[], action: 'run' | 'play'): ChatButton[] =>
  shortLines(lines.slice(0, mostInRow)).map((line, index) => ({
    id: `${labButtons[action]}:${step.id}:${index}`,
    label: `▶ ${line}`,
    row: 0,
    style: 'secondary',
  }));

/** The rows below a step's card: its lines, the options of its prediction, and the ways on. */
export function stepButtons(lab: Pick<Lab, 'steps' | 'parts'>, step: Step, state: LabState): ChatButton[] {
  const {card, hint, solution} = words().steps;
  const index = lab.steps.indexOf(step);
  const before = lab.steps[index - 1];
  const next = lab.steps[index + 1];
  const isLastOfLab = partAt(lab, index)?.number !== partAt(lab, index + 1)?.number;
  const [toNext, onward] = isLastOfLab ? [labButtons.nextLab, card.nextLab] : [labButtons.show, card.next];
  const isPassed = state.passed[step.id] !== undefined;
  const isAsked = step.prediction !== undefined && state.predictions[step.id] === undefined && !isPassed;
  const options = isAsked ? (step.prediction?.options ?? []) : [];
  const wayOn = (id: string, label: string, style: ChatButton['style'] = 'secondary'): ChatButton => ({
    id,
    label,
    row: 2,
    style,
  });
  return [
    ...runButtons(step, step.commands, 'run'),
    ...options.map((label, option): ChatButton => ({
      id: `${labButtons.predict}:${step.id}:${option}`,
      label,
      row: 1,
      style: 'primary',
    })),
    wayOn(`${labButtons.check}:${step.id}`, card.check, isPassed ? 'secondary' : 'success'),
    ...(isPassed
      ? []
      : [
          wayOn(`${labButtons.hint}:${step.id}`, hint.button),
          wayOn(`${labButtons.solution}:${step.id}`, solution.button),
        ]),
    ...(before === undefined ? [] : [wayOn(`${labButtons.show}:${before.id}`, card.back)]),
    ...(next === undefined ? [] : [wayOn(`${toNext}:${next.id}`, onward, isPassed ? 'success' : 'secondary')]),
  ];
}
