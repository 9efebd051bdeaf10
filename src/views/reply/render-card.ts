import type {AnswerCard} from '../../workshop/card.ts';
import {contentLimit, type ChatMessage} from '../chat-message.ts';
import {cut} from '../cut.ts';
import type {PodRecord} from '../pods/pod-record.ts';
import {renderPods} from '../pods/render-pods.ts';
import {renderReply} from './render-reply.ts';

/** What the answer keeps of its output, in characters, when Pods are shown below it. */
const outputLimit = 500;

/** The reply with the Pods as they are at `now`. `hasEnded`: it is edited no more, and a button goes on. */
export function renderCard(
  card: AnswerCard,
  records: readonly PodRecord[],
  {hasEnded, now}: {readonly hasEnded: boolean; readonly now: number},
): ChatMessage {
  const reply = renderReply(card.command, card.outcome, outputLimit);
  const end = hasEnded ? ['⏸ This reply is no longer kept current.'] : [];
  const limit = contentLimit - [reply.content, '', ...end].join('\n').length;
  const pods = renderPods(records, {since: card.since, limit, now});
  return {
    content: cut([reply.content, pods, ...end].join('\n'), contentLimit),
    files: reply.files,
    buttons: hasEnded ? [...reply.buttons, {id: `card:${card.command.id}`, label: 'Keep watching'}] : reply.buttons,
  };
}
