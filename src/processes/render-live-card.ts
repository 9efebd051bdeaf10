import {renderPlace} from '#src/views/channel/render-place.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {PlaceCard, StepCard} from '#src/workshop/card.ts';
import type {Facilitators} from '#src/facilitating/facilitators.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {Places} from '#src/classroom/places.ts';

/** What a card that is no answer shows now; undefined when its owner has left. */
export async function renderLiveCard(
  card: StepCard | PlaceCard,
  hasEnded: boolean,
  parts: {readonly workshops: OpenWorkshops; readonly places: Places; readonly facilitators: Facilitators},
): Promise<ChatMessage | undefined> {
  if (card.kind === 'step') {
    const found = parts.workshops.ofNamespace(card.namespace);
    return found?.open.guide.render(found.learner, card.step, {checkedAt: card.checkedAt, hasEnded});
  }
  const open = parts.workshops.find(card.workshopId);
  if (open === undefined) return undefined;
  const {userId} = card.reply;
  const place =
    card.of === 'sandbox'
      ? await parts.places.placeOf(open, userId)
      : await parts.facilitators.help.placeOf(open, userId);
  return place === undefined ? undefined : renderPlace(card.of, place, {hasEnded});
}
