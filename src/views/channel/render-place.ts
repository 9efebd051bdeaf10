import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {words} from '#src/words/words.ts';

/** What buttons below somebody's place in a line do; the argument names the line. */
export const placeButtons = {show: 'place-show', leave: 'place-leave'} as const;

/** `place`: from 1; undefined when they are in line no more. `hasEnded`: the message is edited no more, a button goes on. */
export function renderPlace(
  of: 'sandbox' | 'help',
  place: number | undefined,
  {hasEnded = false}: {readonly hasEnded?: boolean} = {},
): ChatMessage {
  const {ended, show, ...texts} = words().wall.place;
  const text = texts[of];
  if (place === undefined) return plainMessage(text.gone);
  const end = hasEnded ? `\n⏸ ${ended}` : '';
  return {
    content: `🕐 ${place === 1 ? text.first : text.later({place})} ${text.next}${end}`,
    files: [],
    buttons: [
      ...(hasEnded ? [{id: `${placeButtons.show}:${of}`, label: show}] : []),
      {id: `${placeButtons.leave}:${of}`, label: text.leave},
    ],
  };
}
