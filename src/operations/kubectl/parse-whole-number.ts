import {UserError} from '../user-error.ts';
import {shown} from './shown.ts';

/** The number that a flag gives. @throws UserError `bad-input` if it is none, or less than `least` */
export function parseWholeNumber(text: string, {flag, least}: {flag: string; least: number}): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : -1;
  if (value < least) {
    throw new UserError('bad-input', `${flag} takes a whole number from ${least}, not ${shown(text)}.`, {
      next: `Write ${flag}=${least + 1}.`,
    });
  }
  return value;
}
