import {boardPageButton} from './board-button.ts';
import type {Button} from './button.ts';
import {editorButton} from './editor.ts';
import {facilitatorsButtons} from './facilitator-buttons.ts';
import {joinWorkshopButton} from './join-button.ts';
import {keptAnswerButtons} from './kept-answer-buttons.ts';
import {showLetterButton} from './letter-button.ts';
import {setUpButton} from './set-up-button.ts';
import {forgetButton} from './own-record.ts';
import {pageButton} from './page-button.ts';
import {placesButtons} from './place-buttons.ts';
import {showLateAnswersButton} from './show-late-answers.ts';
import {stepButtons} from './step-buttons.ts';

/** All buttons and lists that there are. */
export const buttons: readonly Button[] = [
  joinWorkshopButton,
  ...stepButtons,
  ...placesButtons,
  ...keptAnswerButtons,
  showLateAnswersButton,
  editorButton,
  pageButton,
  forgetButton,
  showLetterButton,
  boardPageButton,
  setUpButton,
  ...facilitatorsButtons,
];
