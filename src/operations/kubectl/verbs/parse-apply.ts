import type {OperationOf} from '../../operation.ts';
import {UserError} from '../../user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {taughtPaths} from '../lab-files.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {shown} from '../shown.ts';

/** @throws UserError for what `kubectl apply` would refuse, and what is not supported */
export function parseApply(command: CommandLine): OperationOf<'apply'> {
  const extra = command.flags.args[0] ?? command.flags.afterDashes?.[0];
  if (extra !== undefined) {
    throw new UserError('bad-input', `apply does not take ${shown(extra.raw)}; files are named with -f.`, {
      next: `Type: kubectl apply -f ${extra.raw}`,
    });
  }
  const sources = parseManifestFlags(command);
  if (sources.length === 0) {
    const [directory] = taughtPaths(command.files).directories;
    throw new UserError('bad-input', 'Say which file or folder to apply, with -f.', {
      next: directory === undefined ? 'Type: kubectl apply -f PATH' : `Type: kubectl apply -f ${directory}`,
    });
  }
  return {kind: 'apply', sources};
}
