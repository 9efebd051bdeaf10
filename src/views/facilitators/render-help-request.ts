import {time} from '#src/chat/time.ts';
import type {Lab} from '#src/lab/lab.ts';
import {findStep} from '#src/lab/lab.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import type {RecentCommand} from '#src/workshop/record.ts';
import type {HelpWaiting} from '#src/workshop/waiting.ts';
import {checkLine} from '../channel/check-line.ts';
import type {ClassMember} from '../channel/class-member.ts';
import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink, mention} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {renderPods} from '../pods/render-pods.ts';
import {facilitatorButtons} from './facilitator-buttons.ts';

/** What the button of a facilitator's private answer does; its argument is the answer's id. */
export const letterButton = 'letter';

const whatLimit = 400;
const podsLimit = 500;
const lineLimit = 80;
const recentLimit = 3;

/** How somebody stands who asks for help; without a member they have left. */
export interface HelpState {
  readonly lab: Pick<Lab, 'steps'>;
  readonly member: ClassMember | undefined;
  readonly openChecks: readonly CheckResult[];
  readonly recent: readonly RecentCommand[];
  readonly now: number;
}

function headOf({learnerName, learnerId, what, since}: HelpWaiting): string {
  const said = what === '' ? '' : `: ${plainText(cut(what.replace(/\s+/g, ' '), whatLimit))}`;
  return `**${plainText(cut(learnerName, 32))}** ${mention(learnerId)} asks for help since ${time(since)}${said}`;
}

function stateLines({step}: HelpWaiting, {lab, member, openChecks, recent, now}: HelpState): string[] {
  const found = findStep(lab, step);
  return [
    ...(found === undefined ? [] : [`Step ${found.index + 1}/${lab.steps.length} ${plainText(found.step.title)}`]),
    ...openChecks.slice(0, 3).map((result) => `-# ${checkLine(result)}`),
    ...(member === undefined ? [] : [renderPods(member.pods, {since: Infinity, limit: podsLimit, now})]),
    ...recent
      .slice(0, recentLimit)
      .map(({line, result, at}) => `${result === 'done' ? '✓' : '✗'} ${inlineCode(cut(line, lineLimit))} ${time(at)}`),
  ];
}

/** The facilitators' message about a request: open, taken, or, without a state, at its end. */
export function renderHelpRequest(waiting: HelpWaiting, state: HelpState | undefined): ChatMessage {
  const {takenBy, learnerId} = waiting;
  if (state === undefined) return plainMessage(`☑ ${headOf(waiting)}\nDone.`);
  const done = {id: `${facilitatorButtons.done}:${learnerId}`, label: 'Done'};
  if (takenBy !== undefined) {
    const where = takenBy.threadId === undefined ? 'by private answers' : `in ${channelLink(takenBy.threadId)}`;
    const more =
      takenBy.threadId === undefined
        ? [{id: `${facilitatorButtons.answer}:${learnerId}`, label: 'Answer privately'}]
        : [];
    return {
      content: `👤 ${headOf(waiting)}\n${plainText(takenBy.name)} is on it, ${where}.`,
      files: [],
      buttons: [...more, done],
    };
  }
  return {
    content: cut([`🙋 ${headOf(waiting)}`, ...stateLines(waiting, state)].join('\n'), contentLimit),
    files: [],
    buttons: [{id: `${facilitatorButtons.take}:${learnerId}`, label: 'Take', style: 'success'}, done],
  };
}

/** What stands in the thread first. Both see it. */
export function renderThreadStart(
  waiting: HelpWaiting,
  facilitator: {readonly id: string; readonly name: string},
  state: HelpState,
): ChatMessage {
  const greeting = `${mention(waiting.learnerId)}, ${plainText(facilitator.name)} is here to help you. Only the two of you and those who manage threads see this.`;
  return {
    content: cut([greeting, headOf(waiting), ...stateLines(waiting, state)].join('\n'), contentLimit),
    files: [],
    buttons: [{id: `${facilitatorButtons.done}:${waiting.learnerId}`, label: 'Done: close this thread'}],
    mentions: [waiting.learnerId, facilitator.id],
  };
}

/** What the learner's place in line becomes. */
export const renderTaken = (name: string, threadId: string | undefined): ChatMessage =>
  plainMessage(
    threadId === undefined
      ? `👤 ${plainText(name)} takes care of you. The answer comes as a mention in this channel.`
      : `👤 ${plainText(name)} is with you in ${channelLink(threadId)}.`,
  );

/** What the facilitator sees who has taken somebody. */
export function renderAnswer({takenBy, learnerId, learnerName}: HelpWaiting, state: HelpState): ChatMessage {
  const threadId = takenBy?.threadId;
  if (threadId !== undefined)
    return plainMessage(`${channelLink(threadId)} is open for ${plainText(learnerName)} and you.`);
  const {member, now} = state;
  return renderNoThread(
    learnerId,
    member === undefined ? [] : [renderPods(member.pods, {since: Infinity, limit: podsLimit, now})],
  );
}

/** What a facilitator sees where there is no thread, above how the learner stands. */
export const renderNoThread = (learnerId: string, lines: readonly string[]): ChatMessage => ({
  content: cut(
    ['⚠ The chat gives no thread just now, so answer privately: they get a mention with a button.', ...lines].join(
      '\n',
    ),
    contentLimit,
  ),
  files: [],
  buttons: [{id: `${facilitatorButtons.answer}:${learnerId}`, label: 'Answer privately', style: 'primary'}],
});
