import {shown} from '#src/chat/answer.ts';
import {Letters} from '#src/store/letters.ts';
import {letterButton, renderLetter} from '#src/views/facilitators/render-help-request.ts';
import type {Button} from './button.ts';

/** Shows what a facilitator wrote to one learner, below the mention of them. */
export const showLetterButton = {
  id: letterButton,
  who: 'owner',
  isInPlace: false,
  owned: async ({argument}, {rooms}) => {
    const letter = await new Letters(rooms.store).find(argument);
    return letter === undefined ? undefined : {what: 'answer', ownerId: letter.userId};
  },
  press: async ({argument}, {rooms}) => {
    const letter = await new Letters(rooms.store).find(argument);
    return letter === undefined ? undefined : shown(renderLetter(letter));
  },
} satisfies Button;
