import type {ManifestSource} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {CommandLine} from './command-line.ts';
import {resolveManifests, taughtPaths} from './lab-files.ts';
import {shown} from './shown.ts';
import {lineOf, typeLine} from './type-line.ts';
import {words} from '#src/words/words.ts';

const mostPaths = 20;

/**
 * The manifests that a command's `-f` flags name, in the order in which they are named.
 * @throws UserError `bad-input` if the lab has no such file
 */
export function parseManifestFlags({flags, files, lab, input}: CommandLine): ManifestSource[] {
  const paths = flags.list('filename');
  if (paths.length > mostPaths) throw new UserError('bad-input', words().lines.files.tooMany({most: mostPaths}));
  return paths.flatMap((path) => resolveManifests(path, {files, lab, ...(input === undefined ? {} : {input})}));
}

/** What a verb says that is asked for none. */
interface Asking {
  readonly verb: 'apply' | 'diff' | 'replace';
  readonly sayWhich: string;
}

/** @throws UserError `bad-input` where there are none, with a line that names some of the lab's */
export function requireManifests(
  sources: readonly ManifestSource[],
  {verb, sayWhich}: Asking,
  {files}: Pick<CommandLine, 'files'>,
): void {
  if (sources.length > 0) return;
  const [directory] = taughtPaths(files).directories;
  throw new UserError('bad-input', sayWhich, {
    next: directory === undefined ? words().verbs.apply.labHasNone : typeLine(lineOf([verb, '-f', directory])),
  });
}

/**
 * The manifests of a line that has nothing besides its flags.
 * @throws UserError `bad-input` where it has, or names none
 */
export function parseManifestsAlone(command: CommandLine, asking: Asking): ManifestSource[] {
  const {flags} = command;
  const sources = parseManifestFlags(command);
  const extra = flags.args[0] ?? flags.afterDashes?.[0];
  if (extra !== undefined) throw new UserError('bad-input', words().verbs.create.filesSay({given: shown(extra.raw)}));
  requireManifests(sources, asking, command);
  return sources;
}
