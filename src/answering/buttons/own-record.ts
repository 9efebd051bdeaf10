import type {Button} from '../button.ts';
import {forgetButton, forgetOwn} from '../own-record.ts';

export const ownRecordButtons: readonly Button[] = [
  {
    id: forgetButton,
    who: 'anybody',
    isInPlace: true,
    press: async (_pressed, {asker, rooms}) => forgetOwn(asker, rooms),
  },
];
