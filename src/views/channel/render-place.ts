import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';

/** What buttons below somebody's place in a line do; the argument names the line. */
export const placeButtons = {show: 'place-show', leave: 'place-leave'} as const;

const texts = {
  sandbox: {
    first: 'You are next in line for a sandbox: all places are taken just now.',
    later: (place: number) => `You are number ${place} in line for a sandbox: all places are taken just now.`,
    next: 'It is made for you as soon as somebody leaves, and you are told.',
    leave: 'Leave the line',
    gone: 'You are not in line for a sandbox. Type `/lab start` to join.',
  },
  help: {
    first: 'You are next in line for help.',
    later: (place: number) => `You are number ${place} in line for help.`,
    next: 'A facilitator sees your step, your Pods and what you did last. Go on in the meantime.',
    leave: 'I found it myself',
    gone: 'You are not in line for help. Type `/help-me` to ask.',
  },
} as const;

/** `place`: from 1; undefined when they are in line no more. `hasEnded`: the message is edited no more, a button goes on. */
export function renderPlace(
  of: keyof typeof texts,
  place: number | undefined,
  {hasEnded = false}: {readonly hasEnded?: boolean} = {},
): ChatMessage {
  const text = texts[of];
  if (place === undefined) return plainMessage(text.gone);
  const end = hasEnded ? '\n⏸ This message is no longer kept current. Your place stays.' : '';
  return {
    content: `🕐 ${place === 1 ? text.first : text.later(place)} ${text.next}${end}`,
    files: [],
    buttons: [
      ...(hasEnded ? [{id: `${placeButtons.show}:${of}`, label: 'Show my place'}] : []),
      {id: `${placeButtons.leave}:${of}`, label: text.leave},
    ],
  };
}
