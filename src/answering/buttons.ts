import type {Button} from './button.ts';
import {boardButtons} from './buttons/board.ts';
import {editorButtons} from './buttons/editor.ts';
import {facilitatorsButtons} from './buttons/facilitators.ts';
import {keptAnswerButtons} from './buttons/kept-answers.ts';
import {lateAnswersButtons} from './buttons/late-answers.ts';
import {letterButtons} from './buttons/letter.ts';
import {ownRecordButtons} from './buttons/own-record.ts';
import {placesButtons} from './buttons/places.ts';
import {stepButtons} from './buttons/step.ts';

/** All buttons and lists that there are. */
export const buttons: readonly Button[] = [
  ...stepButtons,
  ...placesButtons,
  ...keptAnswerButtons,
  ...lateAnswersButtons,
  ...editorButtons,
  ...ownRecordButtons,
  ...letterButtons,
  ...boardButtons,
  ...facilitatorsButtons,
];
