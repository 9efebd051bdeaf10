import type {OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {LineRefusal} from '../line-refusal.ts';
import {taughtPaths} from '../lab-files.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';

/** @throws UserError for what `kubectl apply` would refuse, and what is not supported */
export function parseApply(command: CommandLine): OperationOf<'apply'> {
  const sources = parseManifestFlags(command);
  const extra = command.flags.args[0] ?? command.flags.afterDashes?.[0];
  if (extra !== undefined) {
    const files = command.flags.list('filename').flatMap((path) => ['-f', path]);
    throw new LineRefusal('bad-input', `apply does not take ${shown(extra.raw)}; files are named with -f.`, {
      instead: lineOf(['apply', ...files, '-f', extra.raw]),
      ...(files.length === 0 ? {} : {next: typeLine(lineOf(['apply', ...files]))}),
    });
  }
  if (sources.length === 0) {
    const [directory] = taughtPaths(command.files).directories;
    throw new UserError('bad-input', 'Say which file or folder to apply, with -f.', {
      next:
        directory === undefined
          ? 'This lab has none; use /apply for YAML of your own.'
          : `Type: kubectl apply -f ${directory}`,
    });
  }
  return {kind: 'apply', sources};
}
