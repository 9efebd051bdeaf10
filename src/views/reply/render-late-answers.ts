import type {Outcome} from '#src/operations/outcome.ts';
import type {Command} from '#src/workshop/command.ts';
import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode} from '../hostile-text.ts';
import {renderReply} from './render-reply.ts';
import {words} from '#src/words/words.ts';

/** Shows who presses it what they have not seen of their own. */
export const lateAnswersButton = 'late-answers';

/** How much of a line is named of which the answer is kept no longer. */
const lineLimit = 100;

/** Tells people in their channel that answers wait for their click, and nothing of the answers. */
export const renderLateMention = (userIds: readonly string[]): ChatMessage => ({
  ...plainMessage(words().replies.late.mention({whom: userIds.map(mention).join(' ')})),
  buttons: [{id: lateAnswersButton, label: words().replies.late.show, style: 'primary'}],
  mentions: userIds,
});

/** What a person is shown of their answers at one press. */
export interface LateAnswersShown {
  readonly answers: readonly {readonly command: Command; readonly outcome: Outcome}[];
  /** Answers that wait for the next press. */
  readonly older: number;
  /** Lines of which the answer is kept no longer, and how many more of which the line is not either. */
  readonly droppedLines: readonly string[];
  readonly lost: number;
}

/** One message after the other; none when there is nothing. */
export function renderLateAnswers({answers, older, droppedLines, lost}: LateAnswersShown): ChatMessage[] {
  const messages = answers.map(({command, outcome}) => renderReply(command, outcome));
  const last = messages.pop();
  const label = words().replies.late.older({count: older});
  return [
    ...(droppedLines.length + lost > 0 ? [renderDropped(droppedLines, lost)] : []),
    ...messages,
    ...(last === undefined ? [] : [older === 0 ? last : withButton(last, label)]),
  ];
}

/** In a row of its own, below what the answer itself offers. */
const withButton = (message: ChatMessage, label: string): ChatMessage => ({
  ...message,
  buttons: [...message.buttons, {id: lateAnswersButton, label, row: 1}],
});

function renderDropped(lines: readonly string[], lost: number): ChatMessage {
  const said = words().replies.late;
  const count = lines.length + lost;
  const next = `→ ${said.lookNow}`;
  const heading = `⚠ ${said.notKept({count})}`;
  const named: string[] = [];
  let room = contentLimit - heading.length - [said.more({count}), next, ''].join('\n').length;
  for (const line of lines) {
    const text = inlineCode(cut(line, lineLimit));
    room -= text.length + 1;
    if (room < 0) break;
    named.push(text);
  }
  const more = count - named.length;
  const rest = more > 0 ? [said.more({count: more})] : [];
  return plainMessage([heading, ...named, ...rest, next].join('\n'));
}
