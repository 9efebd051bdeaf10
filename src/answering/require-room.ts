import {largeBytes} from '#src/operations/cap-outcome.ts';
import type {Operation} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';

/**
 * While Redis is nearly full, large things are not stored, so that small ones still are.
 * @throws UserError `unavailable` for an operation that is large
 */
export function requireRoom(operation: Operation, {isNearlyFull}: {readonly isNearlyFull: boolean}): void {
  if (!isNearlyFull) return;
  const bytes = Buffer.byteLength(JSON.stringify(operation));
  if (bytes <= largeBytes) return;
  const said = words().answering.tooLarge({kib: Math.ceil(bytes / 1024), mostKib: largeBytes / 1024});
  throw new UserError('unavailable', said);
}
