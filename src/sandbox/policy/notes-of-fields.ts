import type {CheckedFields} from './check-fields.ts';
import {words} from '#src/words/words.ts';

/** What is said of fields that were left out or changed, each reason once. */
export function notesOf({leftOut, notHere, lowered, forControllers}: Omit<CheckedFields, 'object'>): string[] {
  const {note, because} = words().policy;
  const reasons = [...new Set(notHere.map((one) => one.because))];
  const fieldsFor = (reason: string): string =>
    notHere.flatMap((one) => (one.because === reason ? [one.field] : [])).join(', ');
  return [
    ...(leftOut.length === 0 ? [] : [note.leftOut({fields: leftOut.join(', ')})]),
    ...reasons.map((reason) => note.notHere({fields: fieldsFor(reason), reason: because[reason]})),
    ...lowered.map(({field, most, because: reason}) =>
      note.lowered({field, most, reason: reason === undefined ? undefined : because[reason]}),
    ),
    ...(forControllers.length === 0 ? [] : [note.forControllers({keys: forControllers.join(', ')})]),
  ];
}
