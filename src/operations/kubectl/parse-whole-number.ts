import {UserError} from '../user-error.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/** The number that a flag gives. @throws UserError `bad-input` if it is none, or less than `least` */
export function parseWholeNumber(text: string, {flag, least}: {flag: string; least: number}): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : -1;
  if (value < least) {
    throw new UserError('bad-input', words().lines.values.wholeNumber({flag, least, given: shown(text)}), {
      next: words().lines.write({what: `${flag}=${least + 1}`}),
    });
  }
  return value;
}
