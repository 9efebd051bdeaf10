import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationType, type PlayableOperation} from '#src/operations/operation.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {UserError} from '#src/operations/user-error.ts';

const browseLine = /^\/browse(?: (?:service:(?<service>\S+)|host:(?<host>\S+)))?(?: path:(?<path>\S+))?$/;

/**
 * A line of a lab, as a learner would type it: `kubectl …`, or `/browse service:NAME path:PATH`, or `host:HOST`.
 * @throws UserError `bad-input` or `unsupported` when nobody could run it
 */
export function parseLabLine(
  line: string,
  {files, lab}: {files: LabFiles; lab: string},
  namespace?: string,
): {line: string; operation: PlayableOperation} {
  if (line.startsWith('kubectl ')) return parseKubectl(line, {files, lab});
  const browsed = browseLine.exec(line);
  if (browsed !== null) return parseBrowse({...browsed.groups}, namespace);
  throw new UserError('bad-input', 'A line begins with `kubectl `, or is /browse with service: or host:, and path:.');
}

/** Whether running it again changes nothing. */
export function isReadOnly(operation: PlayableOperation): boolean {
  const {isReadOnly} = operationType(operation.kind);
  if (typeof isReadOnly === 'boolean') return isReadOnly;
  return 'action' in operation && isReadOnly.includes(operation.action);
}
