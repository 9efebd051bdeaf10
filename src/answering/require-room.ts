import {largeBytes} from '#src/operations/cap-outcome.ts';
import type {Operation} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';

/**
 * While Redis is nearly full, large things are not stored, so that small ones still are.
 * @throws UserError `unavailable` for an operation that is large
 */
export function requireRoom(operation: Operation, {isNearlyFull}: {readonly isNearlyFull: boolean}): void {
  if (!isNearlyFull) return;
  const bytes = Buffer.byteLength(JSON.stringify(operation));
  if (bytes <= largeBytes) return;
  throw new UserError(
    'unavailable',
    `This is ${Math.ceil(bytes / 1024)} KiB, and the workshop’s memory is nearly full: just now I take up to ${largeBytes / 1024} KiB.`,
    {next: 'Send it in smaller parts, or type it again later; facilitators know of it.'},
  );
}
