import type {ManifestSource} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import {slipsBetween} from '../nearest-to.ts';
import {shown} from './shown.ts';

/** A lab's manifests: YAML by path, relative to the lab's folder (`specs/nginx/daemonset.yaml`). */
export type LabFiles = ReadonlyMap<string, string>;

const manifestExtension = /\.(?:ya?ml|json)$/u;
const taughtFolder = 'specs';
const mostOffered = 3;

/**
 * The manifests that `-f PATH` names: a file, or those directly in a directory, in order of name. The path is as the
 * lab's text writes it (`labs/LAB/specs/nginx`) or relative to the lab's folder.
 * @throws UserError `bad-input` if the lab has no such file, with the nearest it has; `unsupported` for an address or `-`
 */
export function resolveManifests(
  path: string,
  {files, lab}: {files: LabFiles; lab: string},
): readonly ManifestSource[] {
  if (path === '-' || /^https?:\/\//iu.test(path)) {
    throw new UserError('unsupported', `Only the lab’s own files can be used with -f, not ${shown(path)}.`, {
      next: 'Use /apply, which takes YAML of your own, pasted or as a file.',
    });
  }
  const wanted = normalise(path, lab);
  if (wanted !== undefined) {
    const yaml = files.get(wanted);
    if (yaml !== undefined) return [{name: wanted, yaml}];
    const inDirectory = manifestsIn(wanted, files);
    if (inDirectory.length > 0) return inDirectory;
  }
  throw new UserError('bad-input', `The lab has no file or folder ${shown(path)} with manifests in it.`, {
    next: `${offered(nearestPaths(wanted ?? path, files))} YAML of your own goes through /apply.`,
  });
}

/**
 * The paths that the lab teaches with, directories before files: those under `specs/`, the folder itself after what is
 * in it. What lies elsewhere, such as a solution, is for those to name who know of it.
 */
export function taughtPaths(files: LabFiles): {
  readonly directories: readonly string[];
  readonly files: readonly string[];
} {
  const paths = [...files.keys()].filter((path) => path.startsWith(`${taughtFolder}/`)).sort();
  const directories = [...new Set(paths.map(directoryOf))].sort();
  return {
    directories: [
      ...directories.filter((directory) => directory !== taughtFolder),
      ...directories.filter((directory) => directory === taughtFolder),
    ],
    files: paths,
  };
}

/** The path relative to the lab's folder, without `.`, `..` and empty segments; undefined if it leads out of it. */
function normalise(path: string, lab: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  const isFromRoot = segments[0] === 'labs' && segments[1] === lab;
  return (isFromRoot ? segments.slice(2) : segments).join('/');
}

function manifestsIn(directory: string, files: LabFiles): readonly ManifestSource[] {
  return [...files]
    .filter(([path]) => directoryOf(path) === directory && manifestExtension.test(path))
    .map(([name, yaml]) => ({name, yaml}))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function nearestPaths(wanted: string, files: LabFiles): readonly string[] {
  const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const distance = (path: string): number =>
    Math.min(slipsBetween(wanted, path), slipsBetween(lastSegment(wanted), lastSegment(path)));
  const taught = taughtPaths(files);
  return [...taught.directories, ...taught.files]
    .map((path) => ({path, distance: distance(path)}))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, mostOffered)
    .map(({path}) => path);
}

function offered(paths: readonly string[]): string {
  return paths.length === 0 ? 'This lab has no files.' : `The nearest that it has: ${paths.join(', ')}.`;
}
