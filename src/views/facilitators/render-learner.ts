import {time} from '#src/chat/time.ts';
import {stepsBeside} from '#src/lab/course.ts';
import {currentStep, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import type {RecentCommand} from '#src/workshop/record.ts';
import {standingOf, type ClassMember} from '#src/workshop/class-member.ts';
import {checkLine} from '../channel/check-line.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {renderPods} from '../pods/render-pods.ts';
import {facilitatorButtons} from './facilitator-buttons.ts';
import {words} from '#src/words/words.ts';

/** How much of each there is, in characters. */
const limits = {name: 32, line: 70, answer: 80, event: 110, pods: 600} as const;
const eventLimit = 4;
const checkLimit = 3;

/** An event in a sandbox, as far as it is told. `at` in ms since 1970. */
export interface SandboxEvent {
  readonly at: number;
  readonly isWarning: boolean;
  readonly text: string;
}

export interface LearnerFile {
  readonly lab: Pick<Lab, 'steps' | 'parts'>;
  readonly member: ClassMember;
  readonly openChecks: readonly CheckResult[];
  /** The latest first. */
  readonly recent: readonly RecentCommand[];
  /** The latest first; undefined when they could not be read. */
  readonly events: readonly SandboxEvent[] | undefined;
  readonly now: number;
}

/** Where one learner is and what they did: what fits, the latest of each. */
export function renderLearnerFile(file: LearnerFile): ChatMessage {
  const said = words().facilitating.learner;
  const {member, lab, now} = file;
  const standing = standingOf(lab, member, now);
  const {learner} = member;
  const stuck = standing.stuckSince === undefined ? '' : ` · ${said.stuckSince({ago: time(standing.stuckSince)})}`;
  const where = standing.isFinished
    ? said.finished
    : said.step({number: standing.index + 1, of: lab.steps.length, title: plainText(standing.step.title)});
  const head = [
    `**${plainText(cut(learner.name, limits.name))}** ${mention(learner.id)} · ${where}${stuck}`,
    ...file.openChecks.slice(0, checkLimit).map((result) => `-# ${checkLine(result)}`),
    said.podsIn({namespace: inlineCode(learner.namespace)}),
    renderPods(member.pods, {since: Infinity, limit: limits.pods, now}),
  ];
  const lines = [...head, said.events, ...eventLines(file.events), said.commands];
  let left = contentLimit - lines.join('\n').length;
  for (const command of file.recent) {
    const text = commandLine(command);
    left -= text.length + 1;
    if (left < 0) break;
    lines.push(text);
  }
  if (file.recent.length === 0) lines.push(said.noneYet);
  return {content: cut(lines.join('\n'), contentLimit), files: [], ...controls(file)};
}

function eventLines(events: LearnerFile['events']): string[] {
  if (events === undefined) return [words().facilitating.learner.eventsNotRead];
  if (events.length === 0) return [words().facilitating.learner.none];
  return events
    .slice(0, eventLimit)
    .map(({at, isWarning, text}) => `-# ${isWarning ? '⚠' : '·'} ${time(at)} ${plainText(cut(text, limits.event))}`);
}

function commandLine({line, result, at, answer}: RecentCommand): string {
  const mark = result === 'done' ? '✓' : `✗ ${plainText(cut(result, 24))}`;
  const [first = ''] = answer.trim().split('\n');
  const said = first === '' ? '' : `\n-# ${inlineCode(cut(first, limits.answer))}`;
  return `${mark} ${inlineCode(cut(line, limits.line))} ${time(at)}${said}`;
}

function controls({lab, member}: LearnerFile): Pick<ChatMessage, 'buttons' | 'select'> {
  const {id} = member.learner;
  const said = words().facilitating.learner;
  return {
    buttons: [
      {id: `${facilitatorButtons.thread}:${id}`, label: said.thread, style: 'primary', row: 0},
      {id: `${facilitatorButtons.look}:${id}`, label: said.look, row: 0},
      {id: `${facilitatorButtons.reset}:${id}`, label: said.reset, style: 'danger', row: 0},
    ],
    select: {
      id: `${facilitatorButtons.move}:${id}`,
      placeholder: said.move,
      options: stepsToMoveTo(lab, member.state),
    },
  };
}

/** What Discord takes in a list. @see https://docs.discord.com/developers/components/reference#string-select */
const mostOptions = 25;

/** Every step but the first; of a course those of the lab that the learner is at, then where each later lab begins. */
function stepsToMoveTo(lab: LearnerFile['lab'], state: LabState): {value: string; label: string}[] {
  const {index: at} = currentStep(lab, state);
  const steps = stepsBeside(lab, at);
  const begins = (lab.parts ?? []).flatMap(({first}) => (first > at ? (lab.steps[first] ?? []) : []));
  return [...new Set([...steps, ...begins])]
    .map((step) => ({step, index: lab.steps.indexOf(step)}))
    .filter(({index}) => index > 0)
    .slice(0, mostOptions)
    .map(({step, index}) => ({value: step.id, label: `${index + 1}. ${step.title}`}));
}
