import {UserError} from '../user-error.ts';
import {LineRefusal} from './line-refusal.ts';
import {words} from '#src/words/words.ts';

const reading = /^\s*(?:k|kubectl)\s+get\s[^\n]*$/u;
/** What is kept in no variable. */
const ofSecrets = /secret/iu;

/** The line that keeps in a variable what stands in a `$(…)`, for the same line with `$VALUE`; undefined for what does not read. */
export function keptInVariable(inner: string): string | undefined {
  return reading.test(inner) && !ofSecrets.test(inner) ? `VALUE=$(${inner.trim()})` : undefined;
}

/** Refuses a `$(…)` where it stands, with that line if there is one. */
export function refusedSubstitution(
  inner: string,
  message: string,
  next: string = words().shell.next.variable,
): UserError {
  const instead = keptInVariable(inner);
  return instead === undefined
    ? new UserError('unsupported', message, {next})
    : new LineRefusal('unsupported', message, {instead, next});
}
