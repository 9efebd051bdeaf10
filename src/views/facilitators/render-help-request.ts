import {time} from '#src/chat/time.ts';
import type {Lab} from '#src/lab/lab.ts';
import {findStep} from '#src/lab/lab.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import type {RecentCommand} from '#src/workshop/record.ts';
import type {HelpWaiting} from '#src/workshop/waiting.ts';
import {placeButtons} from '../channel/render-place.ts';
import {words} from '#src/words/words.ts';
import {checkLine} from '../channel/check-line.ts';
import type {ClassMember} from '#src/workshop/class-member.ts';
import {contentLimit, plainMessage, type ChatButton, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink, mention} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {renderPods} from '../pods/render-pods.ts';
import {facilitatorButtons} from './facilitator-buttons.ts';

/** What the button of a facilitator's private answer does; its argument is the answer's id. */
export const letterButton = 'letter';

/** What a facilitator wrote to one learner, as they read it. */
export const renderLetter = ({from, text}: {readonly from: string; readonly text: string}): ChatMessage =>
  plainMessage(cut(words().help.letter({name: plainText(from), text}), contentLimit));

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

function headOf({learnerName, learnerId, what, since, reply}: HelpWaiting): string {
  const whom = {name: plainText(cut(learnerName, 32)), who: mention(learnerId), ago: time(since)};
  if (reply === undefined) return words().help.offered(whom);
  const said = what === '' ? '' : `: ${plainText(cut(what.replace(/\s+/g, ' '), whatLimit))}`;
  return `${words().help.asks(whom)}${said}`;
}

function stateLines({step}: HelpWaiting, {lab, member, openChecks, recent, now}: HelpState): string[] {
  const found = findStep(lab, step);
  return [
    ...(found === undefined
      ? []
      : [words().help.step({number: found.index + 1, of: lab.steps.length, title: plainText(found.step.title)})]),
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
  const {buttons, takenIn, takenPrivately} = words().help;
  if (state === undefined) return plainMessage(`☑ ${headOf(waiting)}\n${words().help.done}`);
  const done = {id: `${facilitatorButtons.done}:${learnerId}`, label: buttons.done};
  if (takenBy !== undefined) {
    const name = plainText(takenBy.name);
    const taken =
      takenBy.threadId === undefined ? takenPrivately({name}) : takenIn({name, thread: channelLink(takenBy.threadId)});
    const more =
      takenBy.threadId === undefined ? [{id: `${facilitatorButtons.answer}:${learnerId}`, label: buttons.answer}] : [];
    return {
      content: `👤 ${headOf(waiting)}\n${taken}`,
      files: [],
      buttons: [...more, done],
    };
  }
  return {
    content: cut([`🙋 ${headOf(waiting)}`, ...stateLines(waiting, state)].join('\n'), contentLimit),
    files: [],
    buttons: [{id: `${facilitatorButtons.take}:${learnerId}`, label: buttons.take, style: 'success'}, done],
  };
}

/** What stands in the thread first. Both see it. */
export function renderThreadStart(
  waiting: HelpWaiting,
  facilitator: {readonly id: string; readonly name: string},
  state: HelpState,
): ChatMessage {
  const greeting = words().help.greeting({whom: mention(waiting.learnerId), name: plainText(facilitator.name)});
  return {
    content: cut([greeting, headOf(waiting), ...stateLines(waiting, state)].join('\n'), contentLimit),
    files: [],
    buttons: [doneInThread(waiting.learnerId)],
    mentions: [waiting.learnerId, facilitator.id],
  };
}

/** The same for a learner who has not asked. */
export const renderOfferStart = (learnerId: string): ChatMessage => ({
  ...plainMessage(words().facilitating.learner.threadStart({whom: mention(learnerId)})),
  buttons: [doneInThread(learnerId)],
  mentions: [learnerId],
});

const doneInThread = (learnerId: string): ChatButton => ({
  id: `${facilitatorButtons.done}:${learnerId}`,
  label: words().help.buttons.doneInThread,
});

/** What the learner's place in line becomes. */
export const renderTaken = (name: string, threadId: string | undefined): ChatMessage => ({
  ...plainMessage(
    threadId === undefined
      ? words().help.takesCare({name: plainText(name)})
      : words().help.isWithYou({name: plainText(name), thread: channelLink(threadId)}),
  ),
  buttons: [{id: `${placeButtons.leave}:help`, label: words().help.doneMyself}],
});

/** What the facilitator sees who has taken somebody. */
export function renderAnswer({takenBy, learnerId, learnerName}: HelpWaiting, state: HelpState): ChatMessage {
  const threadId = takenBy?.threadId;
  if (threadId !== undefined)
    return plainMessage(words().help.threadOpen({thread: channelLink(threadId), name: plainText(learnerName)}));
  const {member, now} = state;
  return renderNoThread(
    learnerId,
    member === undefined ? [] : [renderPods(member.pods, {since: Infinity, limit: podsLimit, now})],
  );
}

/** What a facilitator sees where there is no thread, above how the learner stands. */
export const renderNoThread = (learnerId: string, lines: readonly string[]): ChatMessage => ({
  content: cut([words().help.noThread, ...lines].join('\n'), contentLimit),
  files: [],
  buttons: [{id: `${facilitatorButtons.answer}:${learnerId}`, label: words().help.buttons.answer, style: 'primary'}],
});
