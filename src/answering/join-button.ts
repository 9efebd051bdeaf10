import {joinButton} from '#src/views/channel/render-announcement.ts';
import type {Button} from './button.ts';

/** `/lab start`, for who has only the announcement before them. */
export const joinWorkshopButton = {
  id: joinButton,
  who: 'anybody',
  isInPlace: false,
  press: async (_pressed, session) => session.join(),
} satisfies Button;
