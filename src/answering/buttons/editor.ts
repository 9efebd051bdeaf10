import {parseEditTarget} from '#src/operations/edit-target.ts';
import type {Button} from '../button.ts';
import {editorButton, openEditor} from '../editor.ts';

/** Its argument is whose it is, and what is edited. */
export const editorButtons: readonly Button[] = [
  {
    id: editorButton,
    who: 'owner',
    isInPlace: false,
    owned: ({argument}) => ({what: 'editor', ownerId: argument.split(':', 1)[0] ?? ''}),
    press: ({argument}, session) => openEditor(parseEditTarget(argument.slice(argument.indexOf(':') + 1)), session),
  },
];
