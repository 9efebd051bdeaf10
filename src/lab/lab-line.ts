import type {LabFiles} from '../operations/kubectl/lab-files.ts';
import {parseKubectl} from '../operations/kubectl/parse-kubectl.ts';
import type {PlayableOperation} from '../operations/operation.ts';
import {parseBrowse} from '../operations/parse-browse.ts';
import {UserError} from '../operations/user-error.ts';

const browseLine = /^\/browse(?: service:(?<service>\S+))?(?: path:(?<path>\S+))?$/;

/**
 * A line of a lab, as a learner would type it: `kubectl …`, or `/browse service:NAME path:PATH`.
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
  throw new UserError('bad-input', 'A line begins with `kubectl `, or is /browse with service: and path:.');
}

const readOnly: ReadonlySet<string> = new Set(['get', 'logs', 'browse', 'describe', 'events', 'wait']);

/** Whether running it again changes nothing. */
export const isReadOnly = ({kind}: PlayableOperation): boolean => readOnly.has(kind);
