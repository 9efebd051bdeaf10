import {AdministrationError} from '#src/cluster/installation/administration.ts';

/** Ends a script that failed: what the operator can put right as it is said, anything else whole. */
export function printFailure(error: unknown): void {
  const isMistyped = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const isPlain = error instanceof AdministrationError || isMistyped;
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
}
