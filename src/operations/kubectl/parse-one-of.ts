import {UserError} from '../user-error.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/**
 * The one of some words that a flag gives; undefined without it, or if it is empty.
 * @throws UserError `bad-input` for another word
 */
export function parseOneOf<Value extends string>(
  text: string | undefined,
  {flag, values}: {flag: string; values: readonly Value[]},
): Value | undefined {
  if (text === undefined || text === '') return undefined;
  const value = values.find((candidate) => candidate === text);
  if (value !== undefined) return value;
  throw new UserError('bad-input', words().lines.values.notTaken({flag, given: shown(text)}), {
    next: words().lines.takes({values: values.join(', ')}),
  });
}
