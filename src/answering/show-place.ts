import type {Answer} from '#src/chat/answer.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import type {Cards} from '#src/store/cards.ts';
import {renderPlace} from '#src/views/channel/render-place.ts';
import type {PlaceCard} from '#src/workshop/card.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';

interface InLine {
  readonly open: OpenWorkshop;
  readonly of: PlaceCard['of'];
  readonly place: number | undefined;
  readonly asker: {readonly id: string};
  readonly reply: ReplyTarget;
  /** The card that it takes the place of. */
  readonly cardId?: string | undefined;
}

/** Somebody's place in a line, which is kept current as long as the chat lets it. */
export function showPlace({open, of, place, asker, reply, cardId}: InLine, {cards}: {readonly cards: Cards}): Answer {
  const message = renderPlace(of, place);
  if (place === undefined) return {kind: 'show', message};
  const namespace = sandboxNamespace(open.workshopId, asker.id);
  // the command that follows has the interaction's own id
  const id = `place-${cardId ?? reply.interactionId}`;
  const card = {kind: 'place' as const, of, id, reply, namespace, workshopId: open.workshopId};
  return {kind: 'show', message, after: async () => cards.add(card)};
}
