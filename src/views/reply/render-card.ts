import type {AnswerCard} from '#src/workshop/card.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import type {ServedPods} from '../pods/apps.ts';
import {renderPods} from '../pods/render-pods.ts';
import {renderRefusedPods, type RefusedPods} from '../pods/refused-pods.ts';
import {renderReply} from './render-reply.ts';
import {words} from '#src/words/words.ts';

/** What the answer keeps of its output, in characters, when Pods are shown below it. */
const outputLimit = 500;

/**
 * The reply with the Pods as they are at `now`, and why others do not come. `hasEnded`: it is edited no more, and a button goes
 * on; `hasLeft`: nothing goes on, for its learner has left.
 */
export function renderCard(
  card: AnswerCard,
  records: readonly PodRecord[],
  {
    refused,
    served,
    hasEnded,
    hasLeft = false,
    now,
  }: {
    readonly refused: readonly RefusedPods[];
    readonly served: readonly ServedPods[];
    readonly hasEnded: boolean;
    readonly hasLeft?: boolean;
    readonly now: number;
  },
): ChatMessage {
  const reply = renderReply(card.command, card.outcome, outputLimit);
  const end = hasLeft ? [`⏸ ${words().replies.sandboxRemoved}`] : hasEnded ? [`⏸ ${words().replies.replyEnded}`] : [];
  const why = renderRefusedPods(refused, 'text' in card.outcome ? card.outcome.text : undefined);
  const limit = contentLimit - [reply.content, '', ...why, ...end].join('\n').length;
  const pods = renderPods(records, {since: card.since, limit, now, served});
  return {
    content: cut([reply.content, pods, ...why, ...end].join('\n'), contentLimit),
    files: reply.files,
    buttons:
      hasEnded && !hasLeft
        ? [...reply.buttons, {id: `card:${card.command.id}`, label: words().replies.keepWatching}]
        : reply.buttons,
  };
}
