import type {ManifestSource} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {CommandLine} from './command-line.ts';
import {resolveManifests} from './lab-files.ts';
import {words} from '#src/words/words.ts';

const mostPaths = 20;

/**
 * The manifests that a command's `-f` flags name, in the order in which they are named.
 * @throws UserError `bad-input` if the lab has no such file
 */
export function parseManifestFlags({flags, files, lab}: CommandLine): ManifestSource[] {
  const paths = flags.list('filename');
  if (paths.length > mostPaths) throw new UserError('bad-input', words().lines.files.tooMany({most: mostPaths}));
  return paths.flatMap((path) => resolveManifests(path, {files, lab}));
}
