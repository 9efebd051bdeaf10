import type {ShownAnswer} from '#src/chat/answer.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {renderPlace} from '#src/views/channel/render-place.ts';
import {placeCardId, type PlaceCard} from '#src/workshop/card.ts';
import type {Seating} from './seat.ts';

interface InLine {
  readonly of: PlaceCard['of'];
  readonly place: number | undefined;
  /** The card that it takes the place of. */
  readonly cardId?: string | undefined;
}

/** The asker's place in a line, which is kept current as long as the chat lets it. */
export function showPlace({of, place, cardId}: InLine, {open, asker, reply, rooms}: Seating): ShownAnswer {
  const message = renderPlace(of, place);
  if (place === undefined) return {kind: 'show', message};
  const {workshopId} = open;
  const namespace = sandboxNamespace(workshopId, asker.id);
  // the command that follows has the interaction's own id
  const id = placeCardId(cardId ?? reply.interactionId);
  const card = {kind: 'place' as const, of, id, reply, namespace, workshopId};
  return {kind: 'show', message, after: async () => rooms.cards.add(card)};
}
