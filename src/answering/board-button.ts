import {shown} from '#src/chat/answer.ts';
import {boardButton} from '#src/views/channel/render-board.ts';
import type {Button} from './button.ts';

/** Its argument is the page. */
export const boardPageButton = {
  id: boardButton,
  who: 'facilitator',
  isInPlace: true,
  press: async ({argument}, {open}) => shown(await open.board.page(Number(argument))),
} satisfies Button;
