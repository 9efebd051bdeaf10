import {lateAnswersButton} from '#src/views/reply/render-late-answers.ts';
import type {Button} from '../button.ts';
import {showLateAnswers} from '../show-late-answers.ts';

/** In the channel, for everybody: it shows who presses it their own. */
export const lateAnswersButtons: readonly Button[] = [
  {
    id: lateAnswersButton,
    who: 'anybody',
    isInPlace: false,
    press: async (_pressed, session) => showLateAnswers(session),
  },
];
