import {time} from '#src/chat/time.ts';
import {partAt} from '#src/lab/course.ts';
import {isLabDone, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {reflow} from './reflow.ts';
import {labButtons, stepButtons} from './step-buttons.ts';
import {words} from '#src/words/words.ts';

/** What is shown of one value of a check's evidence, in characters. */
const valueLimit = 60;
const marks = {passed: '✅', failed: '⬜', unknown: '❔'} as const;

export interface StepView {
  readonly lab: Pick<Lab, 'title' | 'steps' | 'parts'>;
  readonly step: Step;
  readonly state: LabState;
  /** What the step's checks saw; undefined for a learner without a sandbox. */
  readonly results: readonly CheckResult[];
  /** When the learner asked for the check, in ms since 1970. */
  readonly checkedAt?: number | undefined;
  /** The card is edited no more. */
  readonly hasEnded?: boolean;
}

/** A step as its learner sees it: where they are, what to do and with which buttons, and what is still to be reached. */
export function renderStepCard(view: StepView): ChatMessage {
  const {lab, step, state, results, checkedAt, hasEnded = false} = view;
  const said = words().steps.card;
  const isPassed = state.passed[step.id] !== undefined;
  const index = lab.steps.indexOf(step);
  const part = partAt(lab, index);
  const title =
    part === undefined
      ? lab.title
      : said.inCourse({course: lab.title, lab: part.title, number: part.number, of: part.of});
  const blocks = [
    `### ${isPassed ? '✅ ' : ''}${step.title}\n-# ${said.place({lab: title, number: index + 1, of: lab.steps.length})}`,
    reflow(step.text),
    step.commands.map((line) => inlineCode(line)).join('\n'),
    predictionBlock(step, state, isPassed),
    step.observe.map((line) => `👀 ${line}`).join('\n'),
    checkLines(results, isPassed).join('\n'),
    endLine({view, isPassed, checkedAt, hasEnded}),
  ];
  return {
    content: cut(blocks.filter((block) => block !== '').join('\n\n'), contentLimit),
    files: [],
    buttons: hasEnded
      ? [{id: `${labButtons.show}:${step.id}`, label: said.goOn, style: 'primary'}]
      : stepButtons(lab, step, state),
  };
}

function predictionBlock({id, prediction}: Step, state: LabState, isPassed: boolean): string {
  if (prediction === undefined) return '';
  const {said, saidRight, saidWrong} = words().steps.card;
  const chosen = state.predictions[id];
  const question = `🔮 **${prediction.question}**`;
  const choice = chosen === undefined ? undefined : (prediction.options[chosen] ?? '');
  if (!isPassed) return choice === undefined ? question : `${question}\n${said({choice})}`;
  const verdict =
    choice === undefined ? '' : `${chosen === prediction.answer ? saidRight({choice}) : saidWrong({choice})} `;
  return `${question}\n${verdict}${reflow(prediction.afterwards)}`;
}

/** A line for each check with its evidence. A passed step needs no more than that it is passed. */
function checkLines(results: readonly CheckResult[], isPassed = false): string[] {
  return results.map(({title, state, evidence, reason, redo}) => {
    const values = evidence.map(({label, value}) => `${label} ${plainText(cut(value, valueLimit))}`);
    const why = reason === undefined || state === 'passed' ? [] : [plainText(cut(reason, 2 * valueLimit))];
    const details = [...values, ...why].join(' · ');
    const wayOut =
      state === 'unknown' && redo !== undefined && !isPassed ? `\n-# ${words().steps.card.notChecked({redo})}` : '';
    return `${marks[state]} ${title}${details === '' ? '' : `\n-# ${details}`}${wayOut}`;
  });
}

function endLine({
  view: {lab, step, state},
  isPassed,
  checkedAt,
  hasEnded,
}: {
  view: StepView;
  isPassed: boolean;
  checkedAt: number | undefined;
  hasEnded: boolean;
}): string {
  const said = words().steps.card;
  if (hasEnded) return `⏸ ${said.ended}`;
  const lines: string[] = [];
  if (isPassed && isLabDone(lab, state)) lines.push(said.allDone);
  else if (isPassed) lines.push(doneLine(lab, step));
  if (checkedAt !== undefined) lines.push(`-# ${said.checked({at: time(checkedAt, 'T')})}`);
  return lines.join('\n');
}

/** What comes after a step that is passed, while others of the lab are not. */
function doneLine(lab: StepView['lab'], step: Step): string {
  const {done, labDone, lastDone} = words().steps.card;
  if (lab.steps.at(-1) === step) return lastDone;
  const index = lab.steps.indexOf(step);
  const next = partAt(lab, index + 1);
  return next === undefined || next.first <= index ? done : labDone({next: next.title});
}
