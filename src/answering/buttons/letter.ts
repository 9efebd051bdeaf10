import {said} from '#src/chat/answer.ts';
import {Letters} from '#src/store/letters.ts';
import {letterButton} from '#src/views/facilitators/render-help-request.ts';
import type {Button} from '../button.ts';

/** Below the mention of who was written to. */
export const letterButtons: readonly Button[] = [
  {
    id: letterButton,
    who: 'owner',
    isInPlace: false,
    owned: async ({argument}, {rooms}) => {
      const letter = await new Letters(rooms.store).find(argument);
      return letter === undefined ? undefined : {what: 'answer', ownerId: letter.userId};
    },
    press: async ({argument}, {rooms}) => {
      const letter = await new Letters(rooms.store).find(argument);
      return letter === undefined ? undefined : said(`**${letter.from}** writes:\n${letter.text}`);
    },
  },
];
