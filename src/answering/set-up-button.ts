import {setUpButtonId} from '#src/views/facilitators/facilitator-buttons.ts';
import type {Button} from './button.ts';

/** Below the greeting of a server: makes what a class needs there. */
export const setUpButton = {
  id: setUpButtonId,
  who: 'server-manager',
  isInPlace: false,
  press: async (_pressed, {facilitating}) => facilitating.setUpServer(),
} satisfies Button;
