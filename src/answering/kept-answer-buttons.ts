import {shown, type Answer} from '#src/chat/answer.ts';
import type {KeptAnswer} from '#src/store/answers.ts';
import {renderCard} from '#src/views/reply/render-card.ts';
import {renderReply} from '#src/views/reply/render-reply.ts';
import type {Button} from './button.ts';
import type {Session} from './session.ts';

const keptAnswerButton = (
  id: string,
  press: (kept: KeptAnswer, session: Session) => Answer | Promise<Answer>,
): Button => ({
  id,
  who: 'owner',
  isInPlace: false,
  owned: async ({argument}, {rooms}) => {
    const kept = await rooms.answers.find(argument);
    return kept === undefined ? undefined : {what: 'answer', ownerId: kept.command.reply.userId};
  },
  press: async ({argument}, session) => {
    const kept = await session.rooms.answers.find(argument);
    return kept === undefined ? undefined : press(kept, session);
  },
});

/** What is kept of a command: its answer, its repetition, its card. */
export const keptAnswerButtons: readonly Button[] = [
  keptAnswerButton('answer', ({command, outcome}) => shown(renderReply(command, outcome))),
  keptAnswerButton('again', async ({command}, session) => session.put(command, await session.seat())),
  keptAnswerButton('card', showCard),
];

/** A card that goes on under a fresh reply, and is a card of its own from here on. */
async function showCard({command, outcome}: KeptAnswer, {reply, rooms}: Session): Promise<Answer> {
  const {liveCards, cards} = rooms;
  const card = {
    kind: 'answer' as const,
    command: {...command, id: reply.interactionId, reply},
    outcome,
    selector: 'card' in outcome ? outcome.card?.selector : undefined,
    since: reply.createdAt,
  };
  const {refused} = await liveCards.refusedOf(card);
  const message = renderCard(card, liveCards.recordsOf(card), {
    refused,
    served: liveCards.servedOf(card),
    hasEnded: false,
    now: Date.now(),
  });
  return {kind: 'show', message, after: async () => cards.add(card)};
}
